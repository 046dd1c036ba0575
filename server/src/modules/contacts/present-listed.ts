import type * as z from "zod";
import type { Work } from "../../framework/context.ts";
import type { ContactRow } from "./find-contact.ts";
import { type contactListed, presentContact } from "./present-contact.ts";
import { contactIdentities, type IdentityKind } from "./tables.ts";

/** So many to a line of a list. */
const shownMax = 3;

type Stored = {
  workspace_id: string;
  id: string;
  contact_id: string;
  kind: IdentityKind;
  network: string | null;
  value: never;
};

/** Contacts as a list shows them: with the first of what they are reached by, since many have no name. */
export async function presentListed(work: Work, rows: readonly ContactRow[]): Promise<z.input<typeof contactListed>[]> {
  const ids = rows.map(({ id }) => id);
  const stored = await work.db.query<Stored>(
    `select workspace_id, id, contact_id, kind, network, value from (
       select *, row_number() over (partition by contact_id order by id) as place from contact_identities
       where workspace_id = $1 and contact_id = any($2)) numbered where place <= $3 order by id`,
    [work.scope.workspaceId, ids, shownMax],
  );
  const keys = await work.keys.many("contact", ids, "account");
  const opened = stored.flatMap((row) => {
    const key = keys.get(row.contact_id);
    return key ? [{ of: row.contact_id, ...work.open(contactIdentities, key, row) }] : [];
  });
  return rows.map((row) => {
    const own = opened.filter((one) => one.of === row.id);
    return { ...presentContact(row), identities: own.map(({ kind, network, value }) => ({ kind, network, value })) };
  });
}
