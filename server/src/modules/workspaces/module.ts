import type { Module } from "../../framework/endpoint.ts";
import { workspaceCreated } from "./add-workspace.ts";
import { aiSwitched } from "./announce-ai-switch.ts";
import { createWorkspace } from "./create-workspace.ts";
import { deleteWorkspace, workspaceDeleted } from "./delete-workspace.ts";
import { downloadWorkspace } from "./download-workspace.ts";
import { workspaceErrors } from "./errors.ts";
import { getWorkspace } from "./get-workspace.ts";
import { listWorkspaces } from "./list-workspaces.ts";
import { workspaces } from "./tables.ts";
import { updateWorkspace } from "./update-workspace.ts";

export const workspacesModule: Module = {
  name: "workspaces",
  tables: [workspaces],
  endpoints: [listWorkspaces, createWorkspace, getWorkspace, updateWorkspace, deleteWorkspace, downloadWorkspace],
  events: [workspaceCreated, workspaceDeleted, aiSwitched],
  errors: workspaceErrors,
};
