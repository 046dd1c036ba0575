import type { Module } from "../../framework/endpoint.ts";
import { approveApp, connectedAppAllowed } from "./authorize/approve-app.ts";
import { denyApp } from "./authorize/deny-app.ts";
import { viewAppAuthorization } from "./authorize/view-app-authorization.ts";
import { connectedAppErrors } from "./errors.ts";
import { listConnectedApps } from "./list-connected-apps.ts";
import { endWorkspaceApp } from "./manage/end-workspace-app.ts";
import { listWorkspaceApps } from "./manage/list-workspace-apps.ts";
import { onMemberLeft } from "./on-member-left.ts";
import { registerApp } from "./register/register-app.ts";
import { connectedAppEnded, revokeConnectedApp } from "./revoke-connected-app.ts";
import { sweepConnectedApps } from "./sweep-connected-apps.job.ts";
import { connectedApps, connectedAppTokens, registeredApps } from "./tables.ts";

export const connectedAppsModule: Module = {
  name: "connected-apps",
  tables: [registeredApps, connectedApps, connectedAppTokens],
  endpoints: [
    registerApp,
    viewAppAuthorization,
    approveApp,
    denyApp,
    listConnectedApps,
    revokeConnectedApp,
    listWorkspaceApps,
    endWorkspaceApp,
  ],
  jobs: [sweepConnectedApps],
  reactions: [onMemberLeft],
  events: [connectedAppAllowed, connectedAppEnded],
  errors: connectedAppErrors,
};
