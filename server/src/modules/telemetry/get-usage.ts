import * as z from "zod";
import { dayMs, later } from "../../framework/clock.ts";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { usageLogPort } from "../../framework/usage-log.ts";
import { countKinds, peopleMin } from "./tables.ts";

type Day = { day: Date; people: number | null; uses: number | null };
type Count = {
  kind: (typeof countKinds)[number];
  name: string;
  uses: number | null;
  people: number | null;
  days: number;
  withheld: number;
};

const daysCounted = lookup<[Date], Day>(
  "usage_by_day",
  "select day, uses, people from daily_counts where kind = 'people' and day >= $1 order by day",
);
const namesCounted = lookup<[Date], Count>(
  "usage_by_name",
  `select kind, name, sum(uses)::int as uses, max(people) as people, count(*)::int as days,
     (count(*) filter (where people is null))::int as withheld
   from daily_counts where kind <> 'people' and day >= $1 group by kind, name order by sum(uses) desc nulls last, kind, name`,
);

const figure = z.int().nullable();

export const getUsage = endpoint({
  method: "GET",
  path: "/operator/usage",
  summary: "How the deployment is used: counts by day, without people.",
  description:
    "Counts of fewer people than `people_min` on a day are withheld: they are not kept anywhere. Days are counted shortly after they end, in UTC.",
  scope: "operator",
  permission: "operator",
  purpose: "analytics",
  input: z.strictObject({ days: z.coerce.number().int().min(1).max(730).default(30) }),
  output: z.object({
    people_min: z.int().describe("The fewest people a count is told of."),
    dropped: z.int().describe("Requests that the process that answers could not note since it started."),
    days: z.array(
      z.object({
        day: timeOutput,
        requests: figure.describe("Of people who were signed in. Null: withheld."),
        people: figure,
      }),
    ),
    counts: z.array(
      z.object({
        kind: z.enum(countKinds),
        name: z.string(),
        uses: figure.describe("Over the days that are told. Null: withheld on every day."),
        people: figure.describe("On the day with the most."),
        days: z.int(),
        days_withheld: z.int(),
      }),
    ),
  }),
  async run(ctx, { days }) {
    const from = later(ctx.at, -(days + 1) * dayMs);
    const [byDay, byName] = await Promise.all([ctx.lookup(daysCounted, from), ctx.lookup(namesCounted, from)]);
    return {
      people_min: peopleMin,
      dropped: ctx.port(usageLogPort).dropped(),
      days: byDay.map(({ day, uses, people }) => ({ day, requests: uses, people })),
      counts: byName.map(({ withheld, ...count }) => ({ ...count, days_withheld: withheld })),
    };
  },
});
