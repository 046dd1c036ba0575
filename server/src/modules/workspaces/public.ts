export { addWorkspace, workspaceCreated } from "./add-workspace.ts";
export { aiChannel, announceAiSwitch } from "./announce-ai-switch.ts";
export { workspaceDeleted } from "./delete-workspace.ts";
export { workspaces } from "./tables.ts";
