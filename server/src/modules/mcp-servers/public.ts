export { isServerThere } from "./is-server-there.ts";
export { mcpPort, signInsPort } from "./mcp-port.ts";
export { declareMcpKinds } from "./tools/declare-mcp-kinds.ts";
export { listMcpTools } from "./tools/list-mcp-tools.ts";
export { serverOfTool } from "./tools/name-of.ts";
