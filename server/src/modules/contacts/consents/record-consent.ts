import * as z from "zod";
import type { Context } from "../../../framework/context.ts";
import { contactKey } from "../find-contact.ts";
import { consentPurposes, consentWays, contactConsents } from "../tables.ts";
import { touchContact } from "../touch-contact.ts";
import { hashText } from "./hash-text.ts";

export const consentInput = z.strictObject({
  contact_id: z.string(),
  purpose: z.enum(consentPurposes),
  how: z.enum(consentWays).default("other"),
  evidence: z
    .string()
    .trim()
    .min(1)
    .max(4000)
    .nullable()
    .default(null)
    .describe("In whose words, or where to look it up."),
  text: z
    .string()
    .min(1)
    .max(8000)
    .nullable()
    .default(null)
    .describe("The very words they agreed to, as they were shown. Kept with their hash."),
  text_version: z.string().trim().min(1).max(100).nullable().default(null).describe("What you call that text."),
});

/** Adds to what a contact agreed to; what was said before stays as it was said. */
export async function recordConsent(
  ctx: Context<"workspace">,
  { contact_id, ...said }: z.output<typeof consentInput>,
  state: "given" | "withdrawn",
) {
  await touchContact(ctx, contact_id);
  return insertConsent(ctx, contact_id, said, state);
}

type Asked = Omit<z.output<typeof consentInput>, "contact_id">;
type Said = Omit<Asked, "text" | "text_version"> & Partial<Asked>;

export async function insertConsent(
  ctx: Context<"workspace">,
  contact_id: string,
  said: Said,
  state: "given" | "withdrawn",
) {
  const { organizationId, workspaceId, userId } = ctx.scope;
  const { text = null, text_version = null } = said;
  const row = {
    ...said,
    text,
    text_version,
    text_hash: hashText(text),
    state,
    contact_id,
    id: ctx.newId("cns"),
    organization_id: organizationId,
    workspace_id: workspaceId,
    recorded_by: userId ?? null,
    recorded_at: ctx.at,
  };
  await ctx.db
    .of(contactConsents)
    .insertInto("contact_consents")
    .values(ctx.seal(contactConsents, await contactKey(ctx, contact_id), row))
    .execute();
  const { id, purpose, how, evidence, text_hash, recorded_by, recorded_at } = row;
  return { id, purpose, state, how, evidence, text, text_version, text_hash, recorded_by, recorded_at };
}
