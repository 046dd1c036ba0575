import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { proveScope } from "../../framework/database/tenant.ts";
import { listIdentities } from "../contacts/public.ts";
import { sendMail } from "../mail/public.ts";
import { organizationNamePort } from "../members/public.ts";
import { readProfile } from "../policy-versions/public.ts";
import { findIncident, type IncidentRow, openIncident, saveIncident } from "./find-incident.ts";

const atOnce = 200;

type Told = { organization_name: string; notice: string; privacy_contact: string };
type Counts = { told: number; unreachable: number };

/** Writes to contacts whom an incident may concern, each in the name of the workspace that knows them, and once. */
export const mailContacts = job({
  name: "incidents.mail_contacts",
  data: z.object({ incident_id: z.string() }),
  purpose: "contacts",
  long: true,
  async run(ctx, { incident_id }) {
    const { organizationId = "" } = ctx.scope;
    const { row, told, workspaces } = await ctx.inScope((step) => begin(step, incident_id));
    const counts: Counts = { told: 0, unreachable: 0 };
    for (const workspaceId of workspaces) {
      const scope = proveScope({ organizationId, workspaceId });
      for (let after: string | undefined = ""; after !== undefined; ) {
        ctx.signal.throwIfAborted();
        const last: string = after;
        after = await ctx.inScope((step) => tellSome(step, { row, told, after: last, counts }), scope);
      }
    }
    const { told: contacts_told, unreachable: contacts_unreachable } = counts;
    await ctx.inScope(async (step) => {
      const locked = await findIncident(step, incident_id, "to change");
      await saveIncident(step, locked, { contacts_notified_at: step.at, contacts_told, contacts_unreachable });
    });
  },
});

async function begin(step: Work, id: string) {
  const row = await findIncident(step, id);
  const { notice } = await openNotice(step, row);
  const organization_name = await step.port(organizationNamePort)(step);
  const { privacy_contact } = (await readProfile(step)).profile;
  const sql = "select id from workspaces where organization_id = $1 order by id";
  const workspaces = await step.db.query<{ id: string }>(sql, [row.organization_id]);
  const told: Told = { organization_name, notice: notice ?? "", privacy_contact };
  return { row, told, workspaces: workspaces.map((one) => one.id) };
}

/** Of what was written only the notice is for contacts; nothing else is opened in their name. */
const openNotice = (step: Work, { organization_id, id, notice }: IncidentRow) =>
  openIncident(step, { organization_id, id, notice } as IncidentRow);

type Some = { row: IncidentRow; told: Told; after: string; counts: Counts };

/** @returns the last it came to, or nothing where there are no more */
async function tellSome(step: Work, { row, told, after, counts }: Some): Promise<string | undefined> {
  const found = await step.db.query<{ id: string }>(
    `select c.id from contacts c where c.workspace_id = $1 and c.id > $2 and c.created_at <= $3 and c.suspended_at is null
       and ($4::text is null or exists (select from contact_generations g where g.workspace_id = $1
         and g.contact_id = c.id and g.recipient = $4 and g.asked_at <= $3))
     order by c.id limit $5 for key share`,
    [step.scope.workspaceId, after, row.ended_at, row.processor, atOnce],
  );
  const ids = found.map(({ id }) => id);
  const identities = await listIdentities(step, ids);
  for (const contactId of ids) {
    const address = identities.get(contactId)?.find(({ kind }) => kind === "email")?.value;
    counts[address === undefined ? "unreachable" : "told"] += 1;
    if (address === undefined || row.is_drill) continue;
    const mail = { to: { address }, template: "incident_contact_notice", filling: told } as const;
    await sendMail(step, { ...mail, contactId, once: `${row.id}:${contactId}` });
  }
  return found.length < atOnce ? undefined : ids.at(-1);
}
