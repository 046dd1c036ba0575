import * as z from "zod";
import { hourMs } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../../framework/database/tenant.ts";
import { knowContact } from "../guardrails/public.ts";
import { contactKey } from "./find-contact.ts";
import { markIdentity } from "./identities/index-identity.ts";
import { contactIdentities, contacts } from "./tables.ts";

const most = 2000;

/** Contacts from before the guardrail knew names, and handles without a mark. */
const unknownSql = `select c.organization_id, c.workspace_id, c.id from contacts c
   where c.suspended_at is null and (
     (c.name is not null and not exists (
       select 1 from known_contact_names k where k.workspace_id = c.workspace_id and k.contact_id = c.id))
     or exists (select 1 from contact_identities i where i.workspace_id = c.workspace_id and i.contact_id = c.id
       and i.mark is null and i.kind in ('telegram', 'social', 'web_visitor')))
   limit ${most}`;

type Found = { organization_id: string; workspace_id: string; id: string };

/** Makes the guardrail know everyone who was a contact before it did. Each in a transaction of its own. */
export const knowContacts = job({
  name: "contacts.know",
  data: z.object({}),
  purpose: "contacts",
  everyMs: hourMs,
  long: true,
  async run({ database, inScope }) {
    const reason = "find contacts that the guardrail does not know";
    const found = await acrossTenants(database, reason, (db) => db.query<Found>(unknownSql));
    for (const { organization_id, workspace_id, id } of found) {
      const scope = proveScope({ organizationId: organization_id, workspaceId: workspace_id });
      await inScope((step) => know(step, id), scope);
    }
  },
});

async function know(work: Work, id: string): Promise<void> {
  const { workspaceId } = work.scope;
  const row = await work.db
    .of(contacts)
    .selectFrom("contacts")
    .select(["id", "workspace_id", "name"])
    .where("workspace_id", "=", workspaceId!)
    .where("id", "=", id)
    .where("suspended_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return; // erased meanwhile
  const key = await contactKey(work, id);
  await knowContact(work, id, work.open(contacts, key, row).name);
  const identities = await work.db
    .of(contactIdentities)
    .selectFrom("contact_identities")
    .select(["id", "workspace_id", "kind", "network", "value"])
    .where("workspace_id", "=", workspaceId!)
    .where("contact_id", "=", id)
    .where("mark", "is", null)
    .execute();
  for (const one of identities) {
    const mark = markIdentity(work, work.open(contactIdentities, key, one));
    await work.db.query("update contact_identities set mark = $3 where workspace_id = $1 and id = $2", [
      workspaceId,
      one.id,
      mark,
    ]);
  }
}
