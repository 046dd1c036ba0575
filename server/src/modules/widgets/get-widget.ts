import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { findWidget } from "./find-widget.ts";
import { presentWidget, widgetOutput } from "./present-widget.ts";

export const getWidget = endpoint({
  method: "GET",
  path: "/widgets/{widget_id}",
  summary: "A chat widget, with what a site puts into its pages.",
  scope: "workspace",
  permission: "agents.read",
  purpose: "agents",
  versioned: true,
  input: z.strictObject({ widget_id: z.string() }),
  output: widgetOutput,
  load: (ctx, { widget_id }) => findWidget(ctx, widget_id),
  attributes: (_, { agent_id }) => ({ agent: agent_id }),
  run: (ctx, _, { resource }) => Promise.resolve(presentWidget(resource, ctx.deployment)),
});
