import { on } from "../../framework/events.ts";
import { connectionMade } from "./authorize/keep-connection.ts";
import { wakeWaitingRuns } from "./wake-waiting-runs.ts";

/** Whoever waited for it goes on: for the workspace's account everybody, for a person's own only they. */
export const onConnectionMade = on("connections.made", connectionMade, {
  purpose: "connections",
  run: (ctx, { connection_id, service, mcp_server_id }) =>
    wakeWaitingRuns(ctx, {
      need: `${service}:${mcp_server_id ?? ""}`,
      userId: connection_id.startsWith("con_") ? (ctx.scope.userId ?? "") : null,
    }),
});
