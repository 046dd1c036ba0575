import { on } from "../../framework/events.ts";
import { endSignIns } from "../connections/public.ts";
import { mcpClientChanged } from "./manage/change-mcp-client.ts";

/** Others signed in with the client before as well. Who did so since, with the new one, stays; runs that wait go on waiting. */
export const onClientChanged = on("mcp_servers.client_changed", mcpClientChanged, {
  purpose: "connections",
  run: (ctx, { mcp_server_id, changed_at }) =>
    endSignIns(ctx, mcp_server_id, { reason: "connections.client_changed", until: new Date(changed_at) }),
});
