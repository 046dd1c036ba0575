import * as z from "zod";
import { askApproval } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { requireContact } from "../contacts/public.ts";
import { describeAsking } from "./describe-asking.ts";
import { disclosureKey, findDisclosure } from "./find-disclosure.ts";
import { disclosureOutput, presentDisclosure } from "./present-disclosure.ts";
import { disclosures } from "./tables.ts";

const words = z.string().trim().min(3).max(2000);

export const askDisclosure = endpoint({
  method: "POST",
  path: "/disclosures",
  summary: "Open a case: an authority asks for what is kept about a contact.",
  description:
    "Nothing is handed out before two people who did not open the case have approved it under Approvals. Whom it is about is told, or it is noted until when they may not be.",
  scope: "workspace",
  permission: "disclosures.write",
  purpose: "rights",
  status: 201,
  input: z.strictObject({
    contact_id: z.string(),
    authority: words.describe("Who asks: the authority, its file number, the person."),
    legal_basis: words.describe("The law and the order that oblige you."),
    extent: words.describe("What they ask for, and of which time."),
    withheld_until: z.iso
      .datetime()
      .transform((text) => new Date(text))
      .optional()
      .describe("Until when the contact may not be told, where the order says so."),
    withheld_because: words.optional(),
  }),
  output: disclosureOutput,
  audit: { action: "disclosure.asked", target: ({ id }) => id },
  async run(ctx, { contact_id, withheld_until = null, withheld_because = null, ...said }) {
    if ((withheld_until === null) !== (withheld_because === null))
      throw requestErrors.invalid({ path: "withheld_because", issue: withheld_until ? "missing" : "without_a_day" });
    await requireContact(ctx, contact_id);
    const { organizationId, workspaceId, userId } = ctx.scope;
    const row = {
      ...said,
      id: ctx.newId("dsc"),
      organization_id: organizationId,
      workspace_id: workspaceId,
      state: "asked" as const,
      contact_id,
      withheld_until,
      withheld_because,
      handed_to: null,
      asked_by: userId,
      asked_at: ctx.at,
    };
    await ctx.db
      .of(disclosures)
      .insertInto("disclosures")
      .values(ctx.seal(disclosures, await disclosureKey(ctx), row))
      .execute();
    await askApproval(ctx, describeAsking(row, ctx.at));
    return presentDisclosure(ctx, await findDisclosure(ctx, row.id));
  },
});
