import { keepWidgetBudget } from "../../../egress/public.ts";
import { dayMs, secondMs } from "../../../framework/clock.ts";
import type { Work } from "../../../framework/context.ts";
import { sandboxModelId } from "../../models/public.ts";
import { nameNetwork } from "../../sessions/public.ts";
import { widgetErrors } from "../errors.ts";
import type { OpenWidget } from "../find-widget.ts";
import type { OpenedWidget } from "./find-open-widget.ts";
import { type turnKinds, widgetTurns } from "../tables.ts";

type Turn = { kind: (typeof turnKinds)[number]; visitorId: string; ip: string };
type Talked = Pick<OpenedWidget, "widget" | "agent">;
type Counts = { visitor: number; network: number; widget: number };

/** Of a day, in UTC. */
const countSql = `select
    count(*) filter (where visitor_hash = $4 and kind = 'message')::int as visitor,
    count(*) filter (where network_hash = $5)::int as network,
    count(*) filter (where kind = 'message')::int as widget
  from widget_turns where workspace_id = $1 and widget_id = $2 and at >= $3`;

/**
 * Counts what came by a widget, in the transaction of what it leads to; of several at once one after the other looks. What an answer
 * may cost is set aside of the day's credits when it begins; here those are turned away for whom there is nothing left at all.
 * @throws Refusal `widgets.daily_limit`, `widgets.budget_spent`
 */
export async function takeTurn(step: Work, { widget, agent }: Talked, { kind, visitorId, ip }: Turn): Promise<void> {
  const at = step.clock.now();
  const day = new Date(Math.floor(at.getTime() / dayMs) * dayMs);
  const left = Math.ceil((day.getTime() + dayMs - at.getTime()) / secondMs);
  const { workspace_id, organization_id, id: widget_id, settings } = widget;
  await step.db.query("select 1 from widgets where workspace_id = $1 and id = $2 for no key update", [
    workspace_id,
    widget_id,
  ]);
  // Under another key each day: who was here yesterday is not known today.
  const hash = (what: string) => step.keyring.keyedHash("widget turn", `${day.toISOString()}|${widget_id}|${what}`);
  const [visitor_hash, network_hash] = [hash(`visitor|${visitorId}`), hash(`network|${nameNetwork(ip)}`)];
  const [counts] = await step.db.query<Counts>(countSql, [workspace_id, widget_id, day, visitor_hash, network_hash]);
  const of = findFull(counts!, settings, kind);
  if (of) throw widgetErrors.daily_limit({ of }, left);
  const budget = { widgetId: widget_id, ceiling: settings.budget_micros };
  const spent = await keepWidgetBudget(step, agent.model === sandboxModelId ? "sandbox" : "real", budget);
  if (spent >= settings.budget_micros) throw widgetErrors.budget_spent({}, left);
  const row = { id: step.newId("wtn"), organization_id, workspace_id, widget_id, kind, visitor_hash, network_hash, at };
  await step.db.of(widgetTurns).insertInto("widget_turns").values(row).execute();
}

type Limits = Pick<OpenWidget["settings"], "visitor_daily" | "network_daily" | "widget_daily">;

function findFull(counts: Counts, limits: Limits, kind: Turn["kind"]): keyof Counts | undefined {
  if (counts.network >= limits.network_daily) return "network";
  if (counts.widget >= limits.widget_daily) return "widget";
  return kind === "message" && counts.visitor >= limits.visitor_daily ? "visitor" : undefined;
}
