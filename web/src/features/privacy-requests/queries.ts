import { queryOptions } from "@tanstack/react-query";
import { api, type Page, urlOf } from "../../api.ts";

export type RequestState =
  | "received"
  | "verifying"
  | "planned"
  | "cooling_off"
  | "executing"
  | "awaiting_processors"
  | "completed"
  | "partly_refused"
  | "refused"
  | "withdrawn";

export interface PrivacyRequest {
  id: string;
  kind: "export" | "erase";
  subject: "me" | "organization";
  state: RequestState;
  created_at: string;
  due_at: string;
  cooling_off_until: string | null;
  completed_at: string | null;
  archive: { bytes: number; expires_at: string } | null;
  receipt_token: string | null;
  progress: { done: number; total: number } | null;
}

export interface PlanItem {
  what: string;
  table: string;
  rows: number;
  action: "shred" | "delete" | "anonymize" | "keep";
  because: string;
  until: string | null;
}

export interface ErasePlan {
  items: PlanItem[];
  blockers: { code: string; title: string; help: string }[];
  cooling_off_days: number;
}

const movingStates: RequestState[] = ["received", "verifying", "executing", "awaiting_processors"];
const watchMs = 2_000;

/** Looks again while something is under way. */
export const privacyRequestsQuery = queryOptions({
  queryKey: ["privacy-requests"],
  queryFn: async () => (await api.GET<Page<PrivacyRequest>>("/privacy-requests")).data.data,
  refetchInterval: ({ state }) =>
    state.data?.some((request) => movingStates.includes(request.state)) ? watchMs : false,
});

export const erasePlanQuery = (id: string) =>
  queryOptions({
    queryKey: ["privacy-requests", id, "plan"],
    queryFn: async () => (await api.GET<ErasePlan>("/privacy-requests/{id}/plan", { params: { path: { id } } })).data,
    staleTime: 0,
  });

export async function requestPrivacy(body: Pick<PrivacyRequest, "kind" | "subject">): Promise<PrivacyRequest> {
  return (await api.POST<PrivacyRequest>("/privacy-requests", { body })).data;
}

export async function confirmErase(id: string, password: string): Promise<void> {
  await api.POST("/privacy-requests/{id}/confirm", { params: { path: { id } }, body: { password } });
}

export async function withdrawRequest(id: string): Promise<void> {
  await api.POST("/privacy-requests/{id}/withdraw", { params: { path: { id } } });
}

export const archiveUrl = (id: string) => urlOf("/privacy-requests/{id}/archive", { path: { id } });
