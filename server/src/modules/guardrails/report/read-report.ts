import * as z from "zod";
import { dayMs, later } from "../../../framework/clock.ts";
import type { Work } from "../../../framework/context.ts";

export const reportInput = {
  by: z.enum(["class", "rule", "route", "way"]).default("class").describe("`route`: the route or model of a call."),
  days: z.coerce.number().int().min(1).max(366).default(30),
};

export const reportRow = z.object({
  day: z.iso.date().describe("In UTC."),
  of: z.string().describe("A class, rule, route or way; `?` where it was stopped before its route was known."),
  action: z.enum(["redact", "ask", "block"]),
  verdicts: z.int().describe("Calls and deliveries."),
  found: z.int().describe("How often something was found in them: of the class, or of any."),
});
type ReportRow = z.infer<typeof reportRow>;

const rowsMax = 10_000;

/** Calls that left with placeholders stand with the calls; all else is noted by itself. */
const verdictsSql = `
  select created_at, verdict as action, verdict_rule as rule, verdict_counts as counts, surface as way,
    coalesce(route, model) as route
  from generations where workspace_id = $1 and created_at >= $2 and verdict = 'redact' and verdict_counts is not null
  union all
  select created_at, action, rule, counts, way, '?' from guardrail_verdicts where workspace_id = $1 and created_at >= $2`;

const byClass = "cross join lateral jsonb_each_text(v.counts) as one (of, found)";
const byOther = (column: string) =>
  `cross join lateral (select ${column} as of, (select coalesce(sum(n::int), 0) from jsonb_each_text(v.counts) as c (k, n)) as found) as one`;
const joins = { class: byClass, rule: byOther("v.rule"), route: byOther("v.route"), way: byOther("v.way") };

/** What the guardrail did by day, without content. */
export function readReport(work: Work, { by, days }: { by: keyof typeof joins; days: number }): Promise<ReportRow[]> {
  return work.db.query<ReportRow>(
    `select to_char(v.created_at at time zone 'UTC', 'YYYY-MM-DD') as day, one.of, v.action,
       count(*)::int as verdicts, sum(one.found::int)::int as found
     from (${verdictsSql}) v ${joins[by]}
     group by 1, 2, 3 order by 1, 2, 3 limit ${rowsMax}`,
    [work.scope.workspaceId, later(work.at, -days * dayMs)],
  );
}
