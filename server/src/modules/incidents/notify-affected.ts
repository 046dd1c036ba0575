import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { incidentErrors } from "./errors.ts";
import { findIncident, incidentKey, openIncident, saveIncident } from "./find-incident.ts";
import { mailContacts } from "./mail-contacts.job.ts";
import { mailNotices } from "./mail-notices.job.ts";
import { incidentDetails, presentIncident } from "./present-incident.ts";
import { incidents } from "./tables.ts";

export const notifyAffected = endpoint({
  method: "POST",
  path: "/incidents/{incident_id}/notify",
  summary: "Tell those concerned what happened, in plain words: members, and contacts where you say so.",
  description:
    "Members are mailed a link; the words are under Trust. With `tells_contacts`, contacts whom it may concern are mailed the words, each as a delivery of the workspace that knows them; who has no e-mail address is counted, and is yours to tell. A drill mails nobody, and counts.",
  scope: "organization",
  permission: "incidents.write",
  stepUp: true,
  purpose: "rights",
  input: z.strictObject({
    incident_id: z.string(),
    notice: z.string().trim().min(1).max(8000),
    tells_contacts: z.boolean().default(false),
  }),
  output: incidentDetails,
  refusals: [incidentErrors.already_notified],
  audit: { action: "incident.notified", target: ({ id }) => id },
  async run(ctx, { incident_id, notice, tells_contacts }) {
    const row = await findIncident(ctx, incident_id, "to change");
    if (row.notified_at) throw incidentErrors.already_notified();
    const opened = await openIncident(ctx, row);
    const sealed = ctx.seal(incidents, await incidentKey(ctx, row.organization_id), { ...opened, notice });
    if (!row.is_drill) await ctx.enqueue(mailNotices, { incident_id });
    if (tells_contacts) await ctx.enqueue(mailContacts, { incident_id });
    return presentIncident(ctx, await saveIncident(ctx, row, { notified_at: ctx.at, notice: sealed.notice }));
  },
});
