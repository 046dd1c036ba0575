import type { Context } from "../../../framework/context.ts";
import { insertConsent } from "../consents/record-consent.ts";
import { findContact } from "../find-contact.ts";
import { insertIdentity } from "../identities/insert-identity.ts";
import { insertContact } from "../insert-contact.ts";
import { saveContact } from "../save-contact.ts";
import { announceUpdate } from "../touch-contact.ts";
import type { Draft } from "./plan-import.ts";

/**
 * Writes what was planned, contact by contact, and tells the id of each.
 * @throws Refusal `contacts.identity_taken` where somebody else was faster
 */
export async function writeDrafts(ctx: Context<"workspace">, drafts: Iterable<Draft>): Promise<Map<Draft, string>> {
  const ids = new Map<Draft, string>();
  for (const draft of drafts) {
    const { id } = await writeContact(ctx, draft);
    for (const { identity } of draft.identities) await insertIdentity(ctx, id, inputOf(identity));
    for (const said of draft.consents) await insertConsent(ctx, id, { ...said, how: "import" }, "given");
    ids.set(draft, id);
  }
  return ids;
}

async function writeContact(ctx: Context<"workspace">, { existing, name, age_state }: Draft): Promise<{ id: string }> {
  if (!existing) return insertContact(ctx, { name, age_state });
  const row = await findContact(ctx, existing.id);
  const saved = await saveContact(ctx, { ...row, name: row.name ?? name, age_state });
  await announceUpdate(ctx, existing.id);
  return saved;
}

const inputOf = ({ kind, network, value }: Draft["identities"][number]["identity"]) => ({
  kind,
  value,
  ...(network !== null && { network }),
});
