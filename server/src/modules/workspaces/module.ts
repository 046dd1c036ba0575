import type { Module } from "../../framework/endpoint.ts";
import { workspaces } from "./tables.ts";

export const workspacesModule: Module = {
  name: "workspaces",
  tables: [workspaces],
  endpoints: [],
};
