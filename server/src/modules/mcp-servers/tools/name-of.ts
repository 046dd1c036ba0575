import type { McpServer } from "../find-servers.ts";
import type { SeenTool } from "./read-tools.ts";

/** Whose words come with a tool: no name of a tool that is built in, or of a connector, begins so. */
export const outsiderOf = ({ name }: Pick<McpServer, "name">): string => `mcp_${name}_`;

/** As agents are given a tool; a server's name has no underscore, so that none can speak for another. */
export const nameOf = (server: Pick<McpServer, "name">, { slug }: SeenTool): string => `${outsiderOf(server)}${slug}`;

/** The name of the server that a tool is of, as the tool says it; nothing where it is of none. */
export const serverOfTool = (tool: string): string | undefined => /^mcp_([^_]+)_/.exec(tool)?.[1];
