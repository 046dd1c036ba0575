import * as z from "zod";
import { changeWidgetBudget } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { agentKey, findAgent } from "../agents/public.ts";
import { findWidget } from "./find-widget.ts";
import { presentWidget, widgetOutput } from "./present-widget.ts";
import { widgets } from "./tables.ts";
import { widgetFields } from "./accept-origin.ts";

export const updateWidget = endpoint({
  method: "PATCH",
  path: "/widgets/{widget_id}",
  summary: "Change a chat widget, or switch it off.",
  description: "What is under way is heard by the next message. From then on its agent answers with your rights.",
  scope: "workspace",
  permission: "widgets.write",
  purpose: "agents",
  versioned: true,
  input: z.strictObject({
    widget_id: z.string(),
    ...z.object({ agent_id: z.string(), ...widgetFields, enabled: z.boolean() }).partial().shape,
  }),
  output: widgetOutput,
  audit: { action: "widget.updated", target: ({ id }) => id },
  load: (ctx, { widget_id }) => findWidget(ctx, widget_id),
  attributes: (_, { agent_id }) => ({ agent: agent_id }),
  async run(ctx, { widget_id: id, agent_id, enabled, ...asked }, { resource: old }) {
    if (agent_id !== undefined) await findAgent(ctx, agent_id);
    const changed = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    const updated = {
      ...old,
      agent_id: agent_id ?? old.agent_id,
      enabled: enabled ?? old.enabled,
      settings: { ...old.settings, ...changed },
      answers_for: ctx.scope.userId,
      updated_at: ctx.at,
      version: old.version + 1,
    };
    const sealed = ctx.seal(widgets, await agentKey(ctx), updated);
    const written = await ctx.db
      .of(widgets)
      .updateTable("widgets")
      .set({
        agent_id: sealed.agent_id,
        enabled: sealed.enabled,
        settings: sealed.settings,
        answers_for: sealed.answers_for,
        updated_at: sealed.updated_at,
        version: sealed.version,
      })
      .where("workspace_id", "=", ctx.scope.workspaceId)
      .where("id", "=", id)
      .where("version", "=", old.version)
      .returning("id")
      .execute();
    if (written.length === 0) throw requestErrors.changed();
    const { budget_micros: ceiling } = updated.settings;
    if (ceiling !== old.settings.budget_micros) await changeWidgetBudget(ctx, { widgetId: id, ceiling });
    return presentWidget(updated, ctx.deployment);
  },
});
