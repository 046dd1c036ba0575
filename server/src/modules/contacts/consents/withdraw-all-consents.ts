import type { Context } from "../../../framework/context.ts";
import { touchContact } from "../touch-contact.ts";
import { consentPurposes } from "../tables.ts";
import { insertConsent } from "./record-consent.ts";

/** Takes back, in the contact's own name, whatever they agreed to. */
export async function withdrawAllConsents(ctx: Context, contactId: string): Promise<void> {
  await touchContact(ctx, contactId);
  const said = { how: "form" as const, evidence: null };
  for (const purpose of consentPurposes)
    await insertConsent(ctx as Context<"workspace">, contactId, { ...said, purpose }, "withdrawn");
}
