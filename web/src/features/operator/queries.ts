import { queryOptions } from "@tanstack/react-query";
import { api, type Page } from "../../api.ts";

export interface OperatorSettings {
  sign_up: "open" | "invited" | "closed";
  age_minimum: number;
  smtp: { configured: boolean; host: string | null; from: string | null; last_error: string | null };
}

export interface Mail {
  id: string;
  to: string;
  subject: string;
  text: string;
  created_at: string;
}

export interface ListedOrganization {
  id: string;
  name: string;
  members: number;
  workspaces: number;
  suspended: boolean;
  suspended_reason: string | null;
  created_at: string;
}

export const operatorSettingsQuery = queryOptions({
  queryKey: ["operator", "settings"],
  queryFn: async () => (await api.GET<OperatorSettings>("/operator/settings")).data,
});

export const mailboxQuery = queryOptions({
  queryKey: ["operator", "mailbox"],
  queryFn: async () => (await api.GET<Page<Mail>>("/operator/mailbox")).data.data,
});

export const organizationsQuery = queryOptions({
  queryKey: ["operator", "organizations"],
  queryFn: async () => (await api.GET<Page<ListedOrganization>>("/operator/organizations")).data.data,
});

export async function updateOperatorSettings(body: Pick<OperatorSettings, "sign_up">): Promise<void> {
  await api.PATCH("/operator/settings", { body });
}

export async function suspendOrganization(id: string, reason: string): Promise<void> {
  await api.POST("/operator/organizations/{id}/suspend", { params: { path: { id } }, body: { reason } });
}

export async function resumeOrganization(id: string): Promise<void> {
  await api.POST("/operator/organizations/{id}/resume", { params: { path: { id } } });
}
