import * as z from "zod";
import { dropWidgetBudget } from "../../egress/public.ts";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { findWidget } from "./find-widget.ts";
import { forgetVisitors } from "./forget-visitors.job.ts";

export const deleteWidget = endpoint({
  method: "DELETE",
  path: "/widgets/{widget_id}",
  summary: "Delete a chat widget; its visitors are erased, with what they said.",
  scope: "workspace",
  permission: "widgets.write",
  purpose: "agents",
  status: 204,
  input: z.strictObject({ widget_id: z.string() }),
  output: nothing,
  audit: { action: "widget.deleted", target: (_, { widget_id }) => widget_id },
  load: (ctx, { widget_id }) => findWidget(ctx, widget_id),
  attributes: (_, { agent_id }) => ({ agent: agent_id }),
  async run(ctx, { widget_id: id }) {
    const of = [ctx.scope.workspaceId, id];
    await ctx.db.query(
      "update widget_visitors set expires_at = $3, forget_at = $3 where workspace_id = $1 and widget_id = $2",
      [...of, ctx.at],
    );
    await ctx.db.query("delete from widgets where workspace_id = $1 and id = $2", of);
    await dropWidgetBudget(ctx, id);
    await ctx.enqueue(forgetVisitors, {});
    return {};
  },
});
