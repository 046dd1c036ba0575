import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { incidentErrors } from "./errors.ts";
import { findIncident, incidentKey, openIncident, saveIncident } from "./find-incident.ts";
import { incidentDetails, presentIncident } from "./present-incident.ts";
import { isLate } from "./reckon-report.ts";
import { incidents } from "./tables.ts";

export const reportIncident = endpoint({
  method: "POST",
  path: "/incidents/{incident_id}/report",
  summary: "Note that the authority was told. After the time for it, with the reasons for the delay.",
  scope: "organization",
  permission: "incidents.write",
  purpose: "rights",
  input: z.strictObject({ incident_id: z.string(), late_reason: z.string().trim().min(1).max(4000).optional() }),
  output: incidentDetails,
  refusals: [incidentErrors.reason_needed, incidentErrors.already_reported],
  audit: { action: "incident.reported", target: ({ id }) => id },
  async run(ctx, { incident_id, late_reason }) {
    const row = await findIncident(ctx, incident_id, "to change");
    if (row.reported_at) throw incidentErrors.already_reported();
    if (isLate(row.due_at, ctx.at) && late_reason === undefined)
      throw incidentErrors.reason_needed({ due_at: row.due_at.toISOString() });
    const opened = await openIncident(ctx, row);
    const key = await incidentKey(ctx, row.organization_id);
    const sealed = ctx.seal(incidents, key, { ...opened, late_reason: late_reason ?? null });
    return presentIncident(ctx, await saveIncident(ctx, row, { reported_at: ctx.at, late_reason: sealed.late_reason }));
  },
});
