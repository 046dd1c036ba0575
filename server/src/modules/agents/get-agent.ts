import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { findAgent } from "./find-agent.ts";
import { agent, presentAgent } from "./present-agent.ts";

export const getAgent = endpoint({
  method: "GET",
  path: "/agents/{agent_id}",
  summary: "One agent.",
  scope: "workspace",
  permission: "agents.read",
  purpose: "agents",
  versioned: true,
  input: z.strictObject({ agent_id: z.string() }),
  output: agent,
  attributes: ({ agent_id }) => ({ agent: agent_id }),
  run: async (ctx, { agent_id }) => presentAgent(await findAgent(ctx, agent_id)),
});
