import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { timeOutput } from "../../framework/endpoint.ts";
import { identityKinds } from "../contacts/public.ts";
import { type HoldRow, holdKey } from "./find-hold.ts";
import { holdReaches, holds, holdStates } from "./tables.ts";

const instant = z.iso.datetime();

export const predicateInput = z.discriminatedUnion("by", [
  z.strictObject({
    by: z.literal("contacts"),
    contact_ids: z.array(z.string()).min(1).max(1000).describe("Contacts of this workspace."),
  }),
  z.strictObject({
    by: z.literal("filter"),
    identity_kind: z.enum(identityKinds).optional().describe("Only who is reached in this way."),
    created_from: instant.optional().describe("Only who became known from then on."),
    created_to: instant.optional().describe("Only who became known before then."),
  }),
]);

export const holdSummary = z.object({
  id: z.string(),
  state: z.enum(holdStates),
  basis: z.string(),
  predicate: predicateInput,
  reach: z.enum(holdReaches),
  parent_id: z.string().nullable().describe("The hold across the organization that this one is a part of."),
  review_at: timeOutput,
  is_review_due: z.boolean(),
  held: z.int().describe("How many contacts it keeps."),
  ended: z.int().describe("How many of them were erased meanwhile: what is left of them waits for the release."),
  asked_by: z.string().nullable(),
  asked_at: timeOutput,
  in_force_at: timeOutput.nullable(),
  released_by: z.string().nullable(),
  released_at: timeOutput.nullable(),
  release_reason: z.string().nullable(),
});

type Counted = { hold_id: string; held: number; ended: number };

export async function presentHolds(work: Work, rows: readonly HoldRow[]): Promise<z.input<typeof holdSummary>[]> {
  const counts = await work.db.query<Counted>(
    `select hold_id, count(*)::int as held, (count(*) filter (where has_ended))::int as ended
     from held_subjects where workspace_id = $1 and hold_id = any($2) group by hold_id`,
    [work.scope.workspaceId, rows.map(({ id }) => id)],
  );
  const byId = new Map(counts.map((one) => [one.hold_id, one]));
  const key = await holdKey(work);
  return rows.map((row) => {
    const { organization_id: _o, workspace_id: _w, reminded_for: _r, ...shown } = work.open(holds, key, row);
    const { held = 0, ended = 0 } = byId.get(row.id) ?? {};
    return { ...shown, held, ended, is_review_due: row.state === "in_force" && row.review_at <= work.at };
  });
}

export async function presentHold(work: Work, row: HoldRow): Promise<z.input<typeof holdSummary>> {
  const [shown] = await presentHolds(work, [row]);
  return shown!;
}
