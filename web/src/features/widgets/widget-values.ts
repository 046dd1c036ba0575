import type { Widget, WidgetFields } from "./queries.ts";

const creditMicros = 1_000_000;

/** A widget as its form has it: lists a line each, what may be absent as an empty text, amounts in credits. */
export type WidgetValues = Pick<
  WidgetFields,
  | "name"
  | "agent_id"
  | "title"
  | "language"
  | "greeting"
  | "color"
  | "notice"
  | "visitor_daily"
  | "network_daily"
  | "widget_daily"
  | "keep_days"
  | "budget_micros"
> & { origins: string; tools: string; privacy_url: string; person_url: string };

export function toValues(widget: Widget): WidgetValues {
  const { name, agent_id, title, language, greeting, color, notice } = widget;
  const { visitor_daily, network_daily, widget_daily, keep_days } = widget;
  return {
    name,
    agent_id,
    title,
    language,
    greeting,
    color,
    notice,
    visitor_daily,
    network_daily,
    widget_daily,
    keep_days,
    budget_micros: widget.budget_micros / creditMicros,
    origins: widget.origins.join("\n"),
    tools: widget.tools.join("\n"),
    privacy_url: widget.privacy_url ?? "",
    person_url: widget.person_url ?? "",
  };
}

export function toFields({ origins, tools, privacy_url, person_url, budget_micros, ...rest }: WidgetValues) {
  return {
    ...rest,
    origins: linesOf(origins),
    tools: linesOf(tools),
    privacy_url: orNull(privacy_url),
    person_url: orNull(person_url),
    budget_micros: Math.round(budget_micros * creditMicros),
  };
}

const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
const orNull = (text: string) => (text.trim() === "" ? null : text.trim());
