import type { Module } from "../../framework/endpoint.ts";
import { mcpServerErrors } from "./errors.ts";
import { mcpToolsChanged } from "./look-at-server.ts";
import { acceptMcpTools } from "./manage/accept-mcp-tools.ts";
import { changeMcpClient, mcpClientChanged } from "./manage/change-mcp-client.ts";
import { checkMcpServer } from "./manage/check-mcp-server.ts";
import { createMcpServer } from "./manage/create-mcp-server.ts";
import { deleteMcpServer, mcpServerRemoved } from "./manage/delete-mcp-server.ts";
import { listMcpServers } from "./manage/list-mcp-servers.ts";
import { onClientChanged } from "./on-client-changed.ts";
import { onMemberLeft } from "./on-member-left.ts";
import { onServerRemoved } from "./on-server-removed.ts";
import { signInAtServer } from "./sign-in/sign-in-at-server.ts";
import { ownMcpServers, workspaceMcpServers } from "./tables.ts";

export const mcpServersModule: Module = {
  name: "mcp-servers",
  tables: [ownMcpServers, workspaceMcpServers],
  endpoints: [
    listMcpServers,
    createMcpServer,
    changeMcpClient,
    signInAtServer,
    checkMcpServer,
    acceptMcpTools,
    deleteMcpServer,
  ],
  reactions: [onMemberLeft, onServerRemoved, onClientChanged],
  events: [mcpToolsChanged, mcpServerRemoved, mcpClientChanged],
  errors: mcpServerErrors,
};
