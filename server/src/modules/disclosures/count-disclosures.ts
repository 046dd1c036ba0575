import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";

const count = z.int();
const yearOutput = z.object({
  year: z.int(),
  asked: count,
  refused: count,
  handed_out: count,
  told: count,
  withheld: count.describe("How many of those concerned may not be told yet."),
});

const countsSql = `select extract(year from asked_at at time zone 'UTC')::int as year, count(*)::int as asked,
    (count(*) filter (where state = 'refused'))::int as refused,
    (count(*) filter (where handed_out_at is not null))::int as handed_out,
    (count(*) filter (where told_at is not null))::int as told,
    (count(*) filter (where handed_out_at is not null and told_at is null and withheld_until > $2))::int as withheld
  from disclosures where workspace_id = $1 group by 1 order by 1 desc`;

export const countDisclosures = endpoint({
  method: "GET",
  path: "/disclosure-counts",
  summary: "How often authorities asked and what came of it, year by year: for a transparency report.",
  scope: "workspace",
  permission: "disclosures.read",
  purpose: "rights",
  input: z.strictObject({}),
  output: z.object({ years: z.array(yearOutput) }),
  run: async (ctx) => ({
    years: await ctx.db.query<z.infer<typeof yearOutput>>(countsSql, [ctx.scope.workspaceId, ctx.at]),
  }),
});
