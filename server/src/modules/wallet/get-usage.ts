import * as z from "zod";
import { ledgerNames } from "../../egress/public.ts";
import { dayMs, later } from "../../framework/clock.ts";
import { endpoint } from "../../framework/endpoint.ts";

/** What usage can be told apart by, and the column that says it. */
const columnOf = {
  workspace: "workspace_id",
  model: "model",
  agent: "agent_id",
  api_key: "api_key_id",
  user: "made_by",
} as const;

const rowsMax = 5000;

export const getUsage = endpoint({
  method: "GET",
  path: "/wallet/usage",
  summary: "What was charged by day: by workspace, model, agent, key or person.",
  scope: "organization",
  permission: "wallet.read",
  purpose: "billing",
  input: z.strictObject({
    ledger: z.enum(ledgerNames).default("real"),
    by: z.enum(["workspace", "model", "agent", "api_key", "user"]).default("workspace"),
    days: z.coerce.number().int().min(1).max(366).default(30),
  }),
  output: z.object({
    data: z.array(
      z.object({
        day: z.iso.date().describe("In UTC."),
        of: z.string().nullable().describe("An id, or a model's name; empty where nobody is named."),
        charged: z.int().describe("Micro-credits."),
        calls: z.int(),
      }),
    ),
  }),
  async run({ db, scope, at }, { ledger, by, days }) {
    const data = await db.query<{ day: string; of: string | null; charged: number; calls: number }>(
      `select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as day, ${columnOf[by]} as of,
         -sum(amount)::float8 as charged, count(*)::int as calls
       from ledger_transactions
       where organization_id = $1 and ledger = $2 and kind = 'charge' and created_at >= $3
       group by 1, 2 order by 1, 3 desc limit ${rowsMax}`,
      [scope.organizationId, ledger, later(at, -days * dayMs)],
    );
    return { data };
  },
});
