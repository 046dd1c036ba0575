export { addWorkspace, workspaceCreated } from "./add-workspace.ts";
export { aiChannel, aiSwitched, announceAiSwitch } from "./announce-ai-switch.ts";
export { workspaceDeleted } from "./delete-workspace.ts";
export { workspaceName, workspaceOutput } from "./describe-workspace.ts";
export { workspaces } from "./tables.ts";
