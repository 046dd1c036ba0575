import { on } from "../../framework/events.ts";
import { dropServer } from "../connections/public.ts";
import { mcpServerRemoved } from "./manage/delete-mcp-server.ts";

/** Others signed in at it as well, and runs may wait for somebody to: nothing of theirs is kept for a server that is gone. */
export const onServerRemoved = on("mcp_servers.removed", mcpServerRemoved, {
  purpose: "connections",
  run: (ctx, { mcp_server_id }) => dropServer(ctx, mcp_server_id),
});
