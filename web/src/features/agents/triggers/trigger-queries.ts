import { queryOptions } from "@tanstack/react-query";
import { allOf, api, bodyOf, type Row } from "../../../api.ts";

export type Trigger = Row<"/agent-triggers">;

/** What of an event may begin a run, in words. */
export const beginningEvents: readonly { value: string; label: string }[] = [
  { value: "contact.created", label: "A contact is made" },
  { value: "contact.updated", label: "A contact changes" },
  { value: "contact.erased", label: "A contact is erased" },
  { value: "member.joined", label: "Somebody joins the organization" },
];

export const triggersQuery = (agentId: string) =>
  queryOptions({
    queryKey: ["agent-triggers", agentId],
    queryFn: () =>
      allOf((page) => bodyOf(api.GET("/agent-triggers", { params: { query: { ...page, agent_id: agentId } } }))),
  });

export type NewTrigger = {
  agent_id: string;
  kind: Trigger["kind"];
  text: string;
  variables: Record<string, string>;
  cron?: string;
  time_zone?: string;
  event_type?: string;
  proof?: "signature" | "address";
  hourly_most?: number;
};
export const createTrigger = (body: NewTrigger) => bodyOf(api.POST("/agent-triggers", { body }));

/** It was switched off by itself, until it is told what the version in use wants to know. */
export const isStoppedForValues = ({ stopped_because }: Trigger): boolean =>
  stopped_because?.startsWith("agents.variable") ?? false;

const pathOf = (id: string) => ({ params: { path: { trigger_id: id } } });
export type ChangedTrigger = Partial<Pick<NewTrigger, "text" | "variables" | "cron" | "time_zone" | "hourly_most">> & {
  enabled?: boolean;
};
export const changeTrigger = (id: string, body: ChangedTrigger) =>
  bodyOf(api.PATCH("/agent-triggers/{trigger_id}", { ...pathOf(id), body }));

export const rotateHookSecret = (id: string) =>
  bodyOf(api.POST("/agent-triggers/{trigger_id}/rotate-secret", { ...pathOf(id), body: {} }));

export async function deleteTrigger(id: string): Promise<void> {
  await api.DELETE("/agent-triggers/{trigger_id}", pathOf(id));
}
