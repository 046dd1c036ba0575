import * as z from "zod";
import type { ImportRule, ImportWork } from "../../../privacy/public.ts";
import { knowContact } from "../../guardrails/public.ts";
import { contactSubject } from "../find-contact.ts";
import { hashText } from "../consents/hash-text.ts";
import { indexIdentity, markIdentity } from "../identities/index-identity.ts";
import { identityFields, readIdentity } from "../identities/read-identity.ts";
import { contactConsents, contactIdentities, contactLocks, contacts } from "../tables.ts";

type Row = Record<string, unknown>;
const note = z.string().max(4000).nullable();

/** People, how they are reached, what they agreed to and what they forbade. */
export const importArchivedContacts: readonly ImportRule[] = [
  {
    table: contacts,
    shape: z.object({ name: z.string().min(1).max(200).nullable() }),
    set: { suspended_at: null },
    before: makeKeys,
    after: (work, row) => knowContact(work, String(row["id"]), row["name"] as string | null),
  },
  { table: contactIdentities, fill: hashes },
  {
    table: contactConsents,
    shape: z.object({
      evidence: note,
      text: z.string().max(8000).nullable().default(null),
      text_version: z.string().max(100).nullable().default(null),
    }),
    fill: (_, { text }) => ({ text_hash: hashText(text as string | null) }),
  },
  { table: contactLocks, shape: z.object({ grounds: note }) },
];

/** @throws Refusal `contacts.identity_invalid` for what no form would take */
function hashes(work: ImportWork, { kind, value, network }: Row): Row {
  const identity = readIdentity(identityInputOf({ kind, value, network }));
  return { ...identity, value_index: indexIdentity(work, identity), mark: markIdentity(work, identity) };
}

const identityInputOf = ({ kind, value, network }: Row) =>
  z.strictObject(identityFields).parse({ kind, value, ...(network !== null && { network }) });

async function makeKeys(work: ImportWork, { id }: Row): Promise<void> {
  await work.keys.create(work.db, contactSubject(work, String(id)));
}
