import type { Module } from "../../framework/endpoint.ts";
import { createAgent } from "./create-agent.ts";
import { deleteAgent } from "./delete-agent.ts";
import { agentErrors } from "./errors.ts";
import { getAgent } from "./get-agent.ts";
import { listAgents } from "./list-agents.ts";
import { onWorkspaceCreated } from "./on-workspace-created.ts";
import { agents } from "./tables.ts";
import { updateAgent } from "./update-agent.ts";

export const agentsModule: Module = {
  name: "agents",
  tables: [agents],
  endpoints: [listAgents, createAgent, getAgent, updateAgent, deleteAgent],
  reactions: [onWorkspaceCreated],
  errors: agentErrors,
};
