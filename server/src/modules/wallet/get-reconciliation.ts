import * as z from "zod";
import { ledgerNames } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";

const check = z.object({
  ledger: z.enum(ledgerNames),
  calls: z.int().describe("Calls that were compared."),
  calls_off: z.int().describe("Of these, those whose record and entries differ."),
  sums_off: z.int().describe("Balances, grants and reservations that differ from the entries they sum up."),
  checked_at: z.iso.datetime(),
});

type Row = Omit<z.infer<typeof check>, "checked_at"> & { checked_at: Date };

export const getReconciliation = endpoint({
  method: "GET",
  path: "/wallet/reconciliation",
  summary: "Whether every call and its entries agree, to the micro-credit.",
  description: "Compared every hour. Empty until then.",
  scope: "organization",
  permission: "wallet.read",
  purpose: "billing",
  input: z.strictObject({}),
  output: z.object({ checks: z.array(check) }),
  async run({ db, scope }) {
    const rows = await db.query<Row>(
      `select ledger, calls, calls_off, sums_off, checked_at from ledger_checks
       where organization_id = $1 order by ledger`,
      [scope.organizationId],
    );
    return { checks: rows.map(({ checked_at, ...row }) => ({ ...row, checked_at: checked_at.toISOString() })) };
  },
});
