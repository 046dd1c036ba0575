import type * as z from "zod";
import type { Work } from "../../framework/context.ts";
import type { ContactRow } from "./find-contact.ts";
import { listIdentities } from "./identities/list-identities.ts";
import { type contactListed, presentContact } from "./present-contact.ts";

/** So many to a line of a list. */
const shownMax = 3;

/** Contacts as a list shows them: with the first of what they are reached by, since many have no name. */
export async function presentListed(work: Work, rows: readonly ContactRow[]): Promise<z.input<typeof contactListed>[]> {
  const ids = rows.map(({ id }) => id);
  const identities = await listIdentities(work, ids, shownMax);
  return rows.map((row) => ({ ...presentContact(row), identities: identities.get(row.id) ?? [] }));
}
