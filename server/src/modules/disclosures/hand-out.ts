import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { cataloguePort, countExport } from "../../privacy/public.ts";
import { contactSubject } from "../contacts/public.ts";
import { disclosureErrors } from "./errors.ts";
import { disclosureKey, findDisclosure, openDisclosure, saveDisclosure } from "./find-disclosure.ts";
import { disclosureOutput, presentDisclosure } from "./present-disclosure.ts";
import { disclosures } from "./tables.ts";

export const handOut = endpoint({
  method: "POST",
  path: "/disclosures/{disclosure_id}/hand-out",
  summary: "Note to whom the export under a case was handed.",
  scope: "workspace",
  permission: "disclosures.write",
  purpose: "rights",
  input: z.strictObject({
    disclosure_id: z.string(),
    handed_to: z.string().trim().min(3).max(2000).describe("Who took it, and in which way."),
  }),
  output: disclosureOutput,
  refusals: [disclosureErrors.wrong_state],
  audit: { action: "disclosure.handed_out", target: ({ id }) => id },
  async run(ctx, { disclosure_id, handed_to }) {
    const row = await findDisclosure(ctx, disclosure_id, "to change");
    if (row.state !== "approved") throw disclosureErrors.wrong_state({ state: row.state });
    const counted = await countExport(ctx, ctx.port(cataloguePort), contactSubject(ctx, row.contact_id));
    const opened = await openDisclosure(ctx, row);
    const sealed = ctx.seal(disclosures, await disclosureKey(ctx), { ...opened, handed_to });
    const changes = {
      state: "handed_out" as const,
      handed_out_at: ctx.at,
      handed_out_by: ctx.scope.userId,
      handed_to: sealed.handed_to,
      rows: counted.reduce((sum, { rows }) => sum + rows, 0),
    };
    return presentDisclosure(ctx, await saveDisclosure(ctx, row, changes));
  },
});
