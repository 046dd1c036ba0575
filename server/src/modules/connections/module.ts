import type { Module } from "../../framework/endpoint.ts";
import { beginConnection } from "./authorize/begin-connection.ts";
import { finishConnection } from "./authorize/finish-connection.ts";
import { checkConnection } from "./check-connection.ts";
import { deleteConnection } from "./disconnect/delete-connection.ts";
import { connectionErrors } from "./errors.ts";
import { connectionMade } from "./authorize/keep-connection.ts";
import { connectionEnded } from "./use/end-connection.ts";
import { listConnections } from "./list-connections.ts";
import { listConnectors } from "./list-connectors.ts";
import { onConnectionEnded } from "./on-connection-ended.ts";
import { onConnectionExpiring } from "./on-connection-expiring.ts";
import { onConnectionMade } from "./on-connection-made.ts";
import { onMemberRemoved } from "./on-member-removed.ts";
import { keepCredentials } from "./promises/keep-credentials.ts";
import { connections, workspaceConnections } from "./tables.ts";
import { connectionExpiring, warnOfEnds } from "./warn-of-ends.job.ts";

export const connectionsModule: Module = {
  name: "connections",
  tables: [connections, workspaceConnections],
  endpoints: [listConnectors, listConnections, beginConnection, finishConnection, checkConnection, deleteConnection],
  jobs: [warnOfEnds],
  reactions: [onConnectionMade, onConnectionEnded, onConnectionExpiring, onMemberRemoved],
  events: [connectionMade, connectionEnded, connectionExpiring],
  errors: connectionErrors,
  promises: [keepCredentials],
  provides: ["connectors"],
};
