import * as z from "zod";
import { timeOutput } from "../../framework/endpoint.ts";
import type { Deployment } from "../../framework/context.ts";
import type { OpenWidget } from "./find-widget.ts";
import { widgetFields } from "./accept-origin.ts";

export const widgetOutput = z.object({
  id: z.string(),
  agent_id: z.string(),
  ...widgetFields,
  enabled: z.boolean(),
  is_answered: z.boolean().describe("Somebody's rights stand behind its answers. Save it to have yours do so."),
  snippet: z.string().describe("What the site puts into its pages."),
  created_at: timeOutput,
  updated_at: timeOutput,
  version: z.int(),
});

export function presentWidget(
  widget: OpenWidget,
  { origin }: Pick<Deployment, "origin">,
): z.input<typeof widgetOutput> {
  const { id, agent_id, settings, enabled, answers_for, created_at, updated_at, version } = widget;
  const snippet = `<script src="${origin}/widget/${id}.js" async></script>`;
  const rest = { enabled, is_answered: answers_for !== null, snippet, created_at, updated_at, version };
  return { id, agent_id, ...settings, ...rest };
}
