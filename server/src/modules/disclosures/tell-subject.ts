import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { consentWays } from "../contacts/public.ts";
import { disclosureErrors } from "./errors.ts";
import { findDisclosure, saveDisclosure } from "./find-disclosure.ts";
import { disclosureOutput, presentDisclosure } from "./present-disclosure.ts";

export const tellSubject = endpoint({
  method: "POST",
  path: "/disclosures/{disclosure_id}/tell",
  summary: "Note how whom a case is about was told of it.",
  scope: "workspace",
  permission: "disclosures.write",
  purpose: "rights",
  input: z.strictObject({ disclosure_id: z.string(), told_how: z.enum(consentWays) }),
  output: disclosureOutput,
  refusals: [disclosureErrors.told, disclosureErrors.withheld],
  audit: { action: "disclosure.subject_informed", target: ({ id }) => id },
  async run(ctx, { disclosure_id, told_how }) {
    const row = await findDisclosure(ctx, disclosure_id, "to change");
    if (row.told_at) throw disclosureErrors.told();
    if (row.withheld_until && row.withheld_until > ctx.at)
      throw disclosureErrors.withheld({ until: row.withheld_until.toISOString() });
    return presentDisclosure(ctx, await saveDisclosure(ctx, row, { told_at: ctx.at, told_how }));
  },
});
