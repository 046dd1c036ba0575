import * as z from "zod";
import type { Db } from "../../framework/database/tenant.ts";

export const transactionOutput = z.object({
  id: z.string(),
  sequence: z.int().describe("Counts the wallet's transactions without a gap."),
  kind: z.enum(["grant", "charge", "lapse"]),
  amount: z.int().describe("What it adds, in micro-credits; less than nothing where it takes."),
  balance: z.int().describe("The wallet's balance after it."),
  operation_key: z.string().describe("What it pays or gives for, such as a generation's id."),
  workspace_id: z.string().nullable(),
  agent_id: z.string().nullable(),
  api_key_id: z.string().nullable(),
  model: z.string().nullable(),
  made_by: z.string().nullable().describe("Empty for the system, and once whoever it was is erased."),
  created_at: z.iso.datetime(),
});

type Row = Omit<z.infer<typeof transactionOutput>, "created_at"> & { created_at: Date };

/** A wallet's transactions, the newest first. */
export async function readTransactions(
  db: Db,
  ask: { ledger: string; before: number | undefined; limit: number },
): Promise<z.infer<typeof transactionOutput>[]> {
  const rows = await db.query<Row>(
    `select id, sequence, kind, amount, balance, operation_key, workspace_id, agent_id,
       api_key_id, model, made_by, created_at from ledger_transactions
     where organization_id = $1 and ledger = $2 and sequence < $3 order by sequence desc limit $4`,
    [db.scope.organizationId, ask.ledger, ask.before ?? Number.MAX_SAFE_INTEGER, ask.limit],
  );
  return rows.map(({ created_at, ...row }) => ({ ...row, created_at: created_at.toISOString() }));
}
