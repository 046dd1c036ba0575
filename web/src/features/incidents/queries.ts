import { queryOptions } from "@tanstack/react-query";
import { type Answer, allOf, api, bodyOf, type Row } from "../../api.ts";

export type Incident = Row<"/incidents">;
export type IncidentDetails = Answer<"/incidents/{incident_id}">;

const pathOf = (incident_id: string) => ({ params: { path: { incident_id } } });

export const incidentsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["incidents", organizationId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/incidents", { params: { query } }))),
  });

export const incidentQuery = (organizationId: string, id: string) =>
  queryOptions({
    queryKey: ["incidents", organizationId, id],
    queryFn: () => bodyOf(api.GET("/incidents/{incident_id}", pathOf(id))),
  });

export const noticesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["incidents", organizationId, "notices"],
    queryFn: () => bodyOf(api.GET("/incident-notices")),
  });

interface Declared {
  is_drill: boolean;
  nature: string;
  consequences: string;
  measures: string;
  aware_at?: string;
  processor?: string;
}

export const declareIncident = (body: Declared): Promise<IncidentDetails> => bodyOf(api.POST("/incidents", { body }));

export async function reportIncident(id: string, reason: string): Promise<void> {
  const body = reason ? { late_reason: reason } : {};
  await bodyOf(api.POST("/incidents/{incident_id}/report", { ...pathOf(id), body }));
}

export async function notifyAffected(id: string, body: { notice: string; tells_contacts: boolean }): Promise<void> {
  await bodyOf(api.POST("/incidents/{incident_id}/notify", { ...pathOf(id), body }));
}
