export { requestKinds } from "./built-in/send-request.ts";
export { toolMailKind } from "./built-in/send-mail-to.ts";
export { callsPort, type SentCall, toolFetchPort } from "./calls-port.ts";
export { declareToolKind } from "./declare-tool-kind.ts";
export { handOffName } from "./built-in/hand-off.ts";
export { listBuiltIn } from "./list-built-in.ts";
export { findTools, type OfferedTool, toolSourcesPort } from "./find-tools.ts";
export {
  declareTool,
  type DelegatingTool,
  type EndedDelivery,
  type Reach,
  type Tool,
  type ToolCall,
  type ToolOutcome,
  type ToolSource,
} from "./declare-tool.ts";
