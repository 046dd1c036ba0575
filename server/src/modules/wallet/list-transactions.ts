import * as z from "zod";
import { ledgerNames } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { readTransactions, transactionOutput } from "./read-transactions.ts";

export const listTransactions = endpoint({
  method: "GET",
  path: "/wallet/transactions",
  summary: "What was given, charged and lapsed, with the balance after each.",
  scope: "organization",
  permission: "wallet.read",
  purpose: "billing",
  input: z.strictObject({ ledger: z.enum(ledgerNames).default("real"), ...pageInput }),
  output: pageOf(transactionOutput),
  async run({ db }, { ledger, limit, cursor }) {
    const before = readCursor(cursor);
    if (before !== undefined && !/^\d{1,15}$/.test(before))
      throw requestErrors.invalid({ path: "cursor", issue: "not_a_cursor" });
    const last = before === undefined ? undefined : Number(before);
    const rows = await readTransactions(db, { ledger, before: last, limit: limit + 1 });
    return toPage(rows, limit, ({ sequence }) => String(sequence));
  },
});
