import * as z from "zod";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { presentTakeover, type TakeoverRow, takeoverOutput } from "./present-takeover.ts";

/** The newest; nobody has more. */
const shownMax = 100;

type Counted = TakeoverRow & { told: number; agreed: number; objected: number };

const takeoversOfDeployment = lookup<[number], Counted>(
  "takeovers_of_deployment",
  `select t.*, (count(a.id))::int as told, (count(*) filter (where a.answer = 'agreed'))::int as agreed,
     (count(*) filter (where a.answer = 'objected'))::int as objected
   from takeovers t left join takeover_answers a on a.takeover_id = t.id group by t.id order by t.id desc limit $1`,
);

export const listTakeovers = endpoint({
  method: "GET",
  path: "/operator/takeovers",
  summary: "Takeovers that were announced, and how many were told, agreed and objected.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject({}),
  output: z.object({
    takeovers: z.array(
      takeoverOutput.extend({
        withdrawn_at: timeOutput.nullable(),
        told: z.int(),
        agreed: z.int(),
        objected: z.int(),
      }),
    ),
  }),
  async run(ctx) {
    const rows = await ctx.lookup(takeoversOfDeployment, shownMax);
    return {
      takeovers: rows.map(({ withdrawn_at, told, agreed, objected, ...row }) => ({
        ...presentTakeover({ ...row, withdrawn_at }),
        withdrawn_at,
        told,
        agreed,
        objected,
      })),
    };
  },
});
