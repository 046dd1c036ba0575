import { on } from "../../framework/events.ts";
import { workspaceCreated } from "../workspaces/public.ts";
import { insertAgent } from "./insert-agent.ts";

const instructions =
  "You are a friendly assistant. Answer briefly and plainly, say when you are not sure, and ask back when a question is unclear.";

/** A new workspace has someone to talk to. */
export const onWorkspaceCreated = on("agents.workspace_created", workspaceCreated, {
  purpose: "agents",
  async run(ctx) {
    await insertAgent(ctx, { name: "Assistant", instructions, model: "sandbox", example: true });
  },
});
