import { stringify } from "csv-stringify/sync";
import * as z from "zod";
import { ledgerNames } from "../../egress/public.ts";
import { streamEndpoint } from "../../framework/endpoint.ts";
import type { Db } from "../../framework/database/tenant.ts";
import { readTransactions, transactionOutput } from "./read-transactions.ts";

const rowsAtOnce = 500;
const columns = Object.keys(transactionOutput.shape);

export const downloadTransactions = streamEndpoint({
  method: "GET",
  path: "/wallet/transactions.csv",
  summary: "All of a wallet's transactions for a spreadsheet, the newest first.",
  description: "Amounts are micro-credits. Cells that a spreadsheet might take for a formula begin with an apostrophe.",
  scope: "organization",
  permission: "wallet.read",
  purpose: "billing",
  rate: "expensive",
  contentType: "text/csv",
  fileName: ({ ledger }) => `transactions-${ledger}.csv`,
  input: z.strictObject({ ledger: z.enum(ledgerNames).default("real") }),
  stream: ({ db }, { ledger }) => writeTransactions(db, ledger),
});

async function* writeTransactions(db: Db, ledger: string): AsyncGenerator<string> {
  yield stringify([columns]);
  for (let before: number | undefined; ; ) {
    const rows = await readTransactions(db, { ledger, before, limit: rowsAtOnce });
    if (rows.length > 0) yield stringify(rows, { columns, escape_formulas: true });
    before = rows.at(-1)?.sequence;
    if (rows.length < rowsAtOnce) return;
  }
}
