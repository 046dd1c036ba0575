import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors, Refusal } from "../../framework/errors.ts";
import { pageInput, pageOf, readCursor } from "../../framework/request/pagination.ts";
import { contactErrors } from "./errors.ts";
import { type ContactRow, findContact } from "./find-contact.ts";
import { indexIdentity } from "./identities/index-identity.ts";
import { findHolder } from "./identities/insert-identity.ts";
import { openContacts } from "./open-contacts.ts";
import { contactListed } from "./present-contact.ts";
import { presentListed } from "./present-listed.ts";
import { identityInput, type IdentityInput, readIdentity } from "./identities/read-identity.ts";

/** Names are sealed: they are opened and compared here, so many to a request. */
const looksMax = 2000;
const pageMax = 500;

export const searchContacts = endpoint({
  method: "POST",
  path: "/contacts/search",
  summary: "Find contacts by exactly what they are reached by, or by a part of their name.",
  description:
    "A search by name goes through so many contacts at a time: while `has_more` is true there may be more, also where a page has none. What is searched for is in no URL and no log.",
  scope: "workspace",
  permission: "contacts.read",
  purpose: "contacts",
  input: z.strictObject({
    identity: identityInput.optional(),
    name: z.string().trim().min(1).max(200).optional(),
    ...pageInput,
  }),
  output: pageOf(contactListed),
  refusals: [contactErrors.identity_invalid],
  audit: { action: "contact.searched", target: (_output, _input, scope) => scope.workspaceId! },
  async run(ctx, { identity, name, limit, cursor }) {
    if (identity && name !== undefined) throw requestErrors.invalid({ path: "name", issue: "not_with_identity" });
    if (identity) return wholePage(await presentListed(ctx, await findByIdentity(ctx, identity)));
    const { found, next } = await findByName(ctx, name ?? "", readCursor(cursor) ?? "", limit);
    const next_cursor = next === undefined ? null : Buffer.from(next).toString("base64url");
    return { data: await presentListed(ctx, found), has_more: next_cursor !== null, next_cursor };
  },
});

const wholePage = <T>(data: T[]) => ({ data, has_more: false, next_cursor: null });

async function findByIdentity(work: Work, asked: IdentityInput): Promise<ContactRow[]> {
  const id = await findHolder(work, indexIdentity(work, readIdentity(asked)));
  if (id === "") return [];
  try {
    return [await findContact(work, id)];
  } catch (error) {
    if (error instanceof Refusal && error.code === requestErrors.not_found.code) return []; // being erased
    throw error;
  }
}

const comparable = (text: string) => text.normalize("NFKC").toLowerCase();

async function findByName(work: Work, name: string, start: string, limit: number) {
  const [wanted, found] = [comparable(name), [] as ContactRow[]];
  let after = start;
  for (let looked = 0; looked < looksMax; looked += pageMax) {
    const rows = await openContacts(work, after, pageMax);
    for (const row of rows) {
      after = row.id;
      if (row.name !== null && comparable(row.name).includes(wanted)) found.push(row);
      if (found.length === limit) return { found, next: after };
    }
    if (rows.length < pageMax) return { found, next: undefined };
  }
  return { found, next: after };
}
