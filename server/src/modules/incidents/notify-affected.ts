import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { incidentErrors } from "./errors.ts";
import { findIncident, incidentKey, openIncident, saveIncident } from "./find-incident.ts";
import { mailNotices } from "./mail-notices.job.ts";
import { incidentDetails, presentIncident } from "./present-incident.ts";
import { incidents } from "./tables.ts";

export const notifyAffected = endpoint({
  method: "POST",
  path: "/incidents/{incident_id}/notify",
  summary: "Tell every member what happened, in plain words.",
  description:
    "They are mailed a link; the words are under Trust. A drill mails nobody. People outside are yours to tell.",
  scope: "organization",
  permission: "incidents.write",
  stepUp: true,
  purpose: "rights",
  input: z.strictObject({ incident_id: z.string(), notice: z.string().trim().min(1).max(8000) }),
  output: incidentDetails,
  refusals: [incidentErrors.already_notified],
  audit: { action: "incident.notified", target: ({ id }) => id },
  async run(ctx, { incident_id, notice }) {
    const row = await findIncident(ctx, incident_id, "to change");
    if (row.notified_at) throw incidentErrors.already_notified();
    const opened = await openIncident(ctx, row);
    const sealed = ctx.seal(incidents, await incidentKey(ctx, row.organization_id), { ...opened, notice });
    if (!row.is_drill) await ctx.enqueue(mailNotices, { incident_id });
    return presentIncident(ctx, await saveIncident(ctx, row, { notified_at: ctx.at, notice: sealed.notice }));
  },
});
