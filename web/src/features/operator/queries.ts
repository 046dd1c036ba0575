import { queryOptions } from "@tanstack/react-query";
import { type Answer, allOf, api, bodyOf, type Row } from "../../api.ts";

export type OperatorSettings = Answer<"/operator/settings">;
export type Mail = Row<"/operator/mailbox">;
export type ListedOrganization = Row<"/operator/organizations">;

export type Backup = Row<"/operator/backups">;
export type Usage = Answer<"/operator/usage">;
export type BackupPlan = Answer<"/operator/backup-plan">;

const pathOf = (id: string) => ({ path: { organization_id: id } });

export const operatorSettingsQuery = queryOptions({
  queryKey: ["operator", "settings"],
  queryFn: () => bodyOf(api.GET("/operator/settings")),
});

export const mailboxQuery = queryOptions({
  queryKey: ["operator", "mailbox"],
  queryFn: () => allOf((query) => bodyOf(api.GET("/operator/mailbox", { params: { query } }))),
});

export const organizationsQuery = queryOptions({
  queryKey: ["operator", "organizations"],
  queryFn: () => allOf((query) => bodyOf(api.GET("/operator/organizations", { params: { query } }))),
});

export async function updateOperatorSettings(body: Pick<OperatorSettings, "sign_up">): Promise<void> {
  await api.PATCH("/operator/settings", { body });
}

export async function suspendOrganization(id: string, reason: string): Promise<void> {
  const options = { params: pathOf(id), body: { reason } };
  await api.POST("/operator/organizations/{organization_id}/suspend", options);
}

export async function resumeOrganization(id: string): Promise<void> {
  await api.POST("/operator/organizations/{organization_id}/resume", { params: pathOf(id) });
}

export type NewGrant = { ledger: "real" | "sandbox"; amount: number; priority: number; expires_at?: string };

export async function grantCredits(id: string, body: NewGrant): Promise<void> {
  await bodyOf(api.POST("/operator/organizations/{organization_id}/grants", { params: pathOf(id), body }));
}

export const usageQuery = queryOptions({
  queryKey: ["operator", "usage"],
  queryFn: () => bodyOf(api.GET("/operator/usage")),
});

export type FoundUser = { id: string; created_at: string; suspended: boolean; organizations: number };

export async function findUser(email: string): Promise<FoundUser | null> {
  return (await bodyOf(api.POST("/operator/users/find", { body: { email } }))).user;
}

const userPath = (id: string) => ({ path: { user_id: id } });

export async function suspendUser(id: string, reason: string): Promise<void> {
  await api.POST("/operator/users/{user_id}/suspend", { params: userPath(id), body: { reason } });
}

export async function resumeUser(id: string): Promise<void> {
  await api.POST("/operator/users/{user_id}/resume", { params: userPath(id) });
}

export type FileHealth = Answer<"/operator/file-health">;

export const fileHealthQuery = queryOptions({
  queryKey: ["operator", "file-health"],
  queryFn: () => bodyOf(api.GET("/operator/file-health")),
});

export const backupPlanQuery = queryOptions({
  queryKey: ["operator", "backup-plan"],
  queryFn: () => bodyOf(api.GET("/operator/backup-plan")),
});

export type KeyEpochs = Answer<"/operator/key-epochs">;
export type KeyEpoch = KeyEpochs["data"][number];

/** Looks again while a worker is at it. */
export const keyEpochsQuery = queryOptions({
  queryKey: ["operator", "key-epochs"],
  queryFn: () => bodyOf(api.GET("/operator/key-epochs")),
  refetchInterval: ({ state: { data } }) =>
    data?.data.some(({ state }) => state === "next" || state === "leaving") ? 2000 : false,
});

export async function changeEpoch(): Promise<void> {
  await api.POST("/operator/key-epochs");
}

const isUnderWay = ({ state, drill }: Backup) =>
  [state, drill?.state].some((one) => one === "waiting" || one === "running");

/** Looks again while a worker is at it. */
export const backupsQuery = queryOptions({
  queryKey: ["operator", "backups"],
  queryFn: () => allOf((query) => bodyOf(api.GET("/operator/backups", { params: { query } }))),
  refetchInterval: ({ state: { data } }) => (data?.some(isUnderWay) ? 2000 : false),
});

export async function takeBackup(): Promise<void> {
  await api.POST("/operator/backups");
}

export async function drillBackup(id: string): Promise<void> {
  await api.POST("/operator/backups/{backup_id}/drill", { params: { path: { backup_id: id } } });
}
