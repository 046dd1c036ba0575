import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { findIncident } from "./find-incident.ts";
import { incidentDetails, presentIncident } from "./present-incident.ts";

export const getIncident = endpoint({
  method: "GET",
  path: "/incidents/{incident_id}",
  summary: "One incident: whom it may concern, and the authority's form.",
  scope: "organization",
  permission: "incidents.read",
  purpose: "rights",
  input: z.strictObject({ incident_id: z.string() }),
  output: incidentDetails,
  run: async (ctx, { incident_id }) => presentIncident(ctx, await findIncident(ctx, incident_id)),
});
