import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { timeOutput } from "../../framework/endpoint.ts";
import { consentWays } from "../contacts/public.ts";
import { disclosureKey, type DisclosureRow } from "./find-disclosure.ts";
import { disclosures, disclosureStates } from "./tables.ts";

export const disclosureOutput = z.object({
  id: z.string(),
  state: z.enum(disclosureStates),
  contact_id: z.string(),
  authority: z.string(),
  legal_basis: z.string(),
  extent: z.string(),
  asked_by: z.string().nullable(),
  asked_at: timeOutput,
  approved_at: timeOutput.nullable(),
  handed_out_by: z.string().nullable(),
  handed_out_at: timeOutput.nullable(),
  handed_to: z.string().nullable(),
  rows: z.int().nullable().describe("How many rows were handed out."),
  withheld_until: timeOutput.nullable().describe("Until when they may not be told."),
  withheld_because: z.string().nullable(),
  told_at: timeOutput.nullable(),
  told_how: z.enum(consentWays).nullable(),
  is_notice_due: z.boolean().describe("Something was handed out, and they may be told and were not."),
});

export async function presentDisclosures(
  work: Work,
  rows: readonly DisclosureRow[],
): Promise<z.input<typeof disclosureOutput>[]> {
  const key = await disclosureKey(work);
  return rows.map((row) => {
    const { organization_id: _o, workspace_id: _w, ...shown } = work.open(disclosures, key, row);
    return { ...shown, is_notice_due: isNoticeDue(row, work.at) };
  });
}

const isNoticeDue = ({ handed_out_at, told_at, withheld_until }: DisclosureRow, at: Date) =>
  handed_out_at !== null && told_at === null && (withheld_until === null || withheld_until <= at);

export async function presentDisclosure(work: Work, row: DisclosureRow): Promise<z.input<typeof disclosureOutput>> {
  const [shown] = await presentDisclosures(work, [row]);
  return shown!;
}
