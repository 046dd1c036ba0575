import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { disclosureErrors } from "./errors.ts";
import { disclosureKey, findDisclosure, openDisclosure, saveDisclosure } from "./find-disclosure.ts";
import { disclosureOutput, presentDisclosure } from "./present-disclosure.ts";
import { disclosures } from "./tables.ts";

export const withholdNotice = endpoint({
  method: "POST",
  path: "/disclosures/{disclosure_id}/withhold",
  summary: "Say until when whom a case is about may not be told, and on whose order; or that they may be now.",
  scope: "workspace",
  permission: "disclosures.write",
  purpose: "rights",
  input: z.strictObject({
    disclosure_id: z.string(),
    until: z.iso.datetime().transform((text) => new Date(text)),
    because: z.string().trim().min(3).max(2000),
  }),
  output: disclosureOutput,
  refusals: [disclosureErrors.told],
  audit: { action: "disclosure.notice_delayed", target: ({ id }) => id },
  async run(ctx, { disclosure_id, until, because }) {
    const row = await findDisclosure(ctx, disclosure_id, "to change");
    if (row.told_at) throw disclosureErrors.told();
    const opened = await openDisclosure(ctx, row);
    const { withheld_because } = ctx.seal(disclosures, await disclosureKey(ctx), {
      ...opened,
      withheld_because: because,
    });
    return presentDisclosure(ctx, await saveDisclosure(ctx, row, { withheld_until: until, withheld_because }));
  },
});
