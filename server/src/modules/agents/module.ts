import type { Module } from "../../framework/endpoint.ts";
import { createAgent } from "./create-agent.ts";
import { deleteAgent } from "./delete-agent.ts";
import { agentErrors } from "./errors.ts";
import { getAgent } from "./get-agent.ts";
import { listAgents } from "./list-agents.ts";
import { onWorkspaceCreated } from "./on-workspace-created.ts";
import { agents, agentVersions } from "./tables.ts";
import { updateAgent } from "./update-agent.ts";
import { getAgentVersion } from "./versions/get-agent-version.ts";
import { listAgentVersions } from "./versions/list-agent-versions.ts";
import { listAgentVariables } from "./variables/list-agent-variables.ts";
import { agentPublished, publishAgent } from "./versions/publish-agent.ts";

export const agentsModule: Module = {
  name: "agents",
  tables: [agents, agentVersions],
  endpoints: [
    listAgents,
    createAgent,
    getAgent,
    listAgentVariables,
    updateAgent,
    deleteAgent,
    publishAgent,
    listAgentVersions,
    getAgentVersion,
  ],
  events: [agentPublished],
  reactions: [onWorkspaceCreated],
  errors: agentErrors,
};
