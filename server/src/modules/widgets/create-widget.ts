import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { agentKey, findAgent } from "../agents/public.ts";
import { widgetErrors } from "./errors.ts";
import { presentWidget, widgetOutput } from "./present-widget.ts";
import { widgets } from "./tables.ts";
import { widgetSettings } from "./accept-origin.ts";

const ofOneWorkspaceMost = 50;

export const createWidget = endpoint({
  method: "POST",
  path: "/widgets",
  summary: "Make a chat window for another site.",
  description:
    "Its agent answers with your rights, and the conversations of its visitors are among yours. Nobody is answered before the agent is published.",
  scope: "workspace",
  permission: "widgets.write",
  purpose: "agents",
  status: 201,
  versioned: true,
  input: z.strictObject({ agent_id: z.string(), ...widgetSettings.shape, enabled: z.boolean().default(true) }),
  output: widgetOutput,
  refusals: [widgetErrors.limit_reached],
  audit: { action: "widget.created", target: ({ id }) => id },
  attributes: ({ agent_id }) => ({ agent: agent_id }),
  async run(ctx, { agent_id, enabled, ...settings }) {
    await findAgent(ctx, agent_id);
    const { organizationId, workspaceId, userId } = ctx.scope;
    const [found] = await ctx.db.query<{ count: number }>(
      "select count(*)::int as count from widgets where workspace_id = $1",
      [workspaceId],
    );
    if (found!.count >= ofOneWorkspaceMost) throw widgetErrors.limit_reached({ limit: ofOneWorkspaceMost });
    const row = {
      organization_id: organizationId,
      workspace_id: workspaceId,
      id: ctx.newId("wdg"),
      agent_id,
      answers_for: userId,
      settings,
      enabled,
      created_at: ctx.at,
      updated_at: ctx.at,
      version: 1,
    };
    await ctx.db
      .of(widgets)
      .insertInto("widgets")
      .values(ctx.seal(widgets, await agentKey(ctx), row))
      .execute();
    return presentWidget(row, ctx.deployment);
  },
});
