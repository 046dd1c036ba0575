export { findTools, type OfferedTool, toolSourcesPort } from "./find-tools.ts";
export {
  type Asker,
  declareTool,
  type EndedDelivery,
  type Reach,
  type Tool,
  type ToolCall,
  type ToolOutcome,
  type ToolSource,
} from "./declare-tool.ts";
