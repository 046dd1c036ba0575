import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf, type Row } from "../../api.ts";
import { leaveFor } from "../connections/queries.ts";

export type McpServer = Row<"/mcp-servers">;
export type McpTool = McpServer["tools"][number];

export const mcpServersQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["mcp-servers", workspaceId],
    queryFn: async () => (await bodyOf(api.GET("/mcp-servers"))).data,
  });

type Asked = {
  name: string;
  url: string;
  owner: McpServer["owner"];
  secret?: { header: string; value: string };
  sign_in?: "person" | "workspace";
  client?: { id: string; secret?: string };
};
export const addMcpServer = (body: Asked) => bodyOf(api.POST("/mcp-servers", { body }));

const onServer = (id: string) => ({ params: { path: { mcp_server_id: id } } });
export const checkMcpServer = (id: string) => bodyOf(api.POST("/mcp-servers/{mcp_server_id}/check", onServer(id)));

/** Leaves for where one signs in; whoever comes back goes on where they were. */
export async function leaveToSignIn({ id, sign_in }: McpServer): Promise<void> {
  const body = { owner: sign_in === "workspace" ? ("workspace" as const) : ("person" as const) };
  const { url } = await bodyOf(api.POST("/mcp-servers/{mcp_server_id}/sign-in", { ...onServer(id), body }));
  leaveFor(url);
}
/** Nothing: Avow introduces itself. */
export const changeMcpClient = (id: string, client: Asked["client"] | null) =>
  bodyOf(api.PATCH("/mcp-servers/{mcp_server_id}", { ...onServer(id), body: { client: client ?? null } }));
export const removeMcpServer = (id: string) => bodyOf(api.DELETE("/mcp-servers/{mcp_server_id}", onServer(id)));

/** Exactly these, as they were looked at. */
export const acceptMcpTools = (id: string, tools: readonly McpTool[]) =>
  bodyOf(
    api.POST("/mcp-servers/{mcp_server_id}/accept", {
      ...onServer(id),
      body: { tools: tools.map(({ title, fingerprint }) => ({ title, fingerprint: fingerprint ?? "" })) },
    }),
  );
