export { addWorkspace, workspaceCreated } from "./add-workspace.ts";
export { aiChannel, announceAiSwitch } from "./announce-ai-switch.ts";
export { workspaces } from "./tables.ts";
