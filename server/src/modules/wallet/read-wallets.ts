import * as z from "zod";
import type { Db } from "../../framework/database/tenant.ts";
import { ledgerNames } from "../../egress/public.ts";

const grant = z.object({
  id: z.string(),
  source: z.enum(["starter", "operator", "top_up"]),
  priority: z.int().describe("The lowest burns first; then what expires first; then the oldest."),
  amount: z.int(),
  remaining: z.int(),
  expires_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
});

export const walletOutput = z.object({
  ledger: z.enum(ledgerNames),
  balance: z.int().describe("Micro-credits: a millionth of a credit."),
  held: z.int().describe("Set aside for calls that run."),
  available: z.int(),
  grants: z.array(grant).describe("With something left, in the order they burn."),
});

type Account = { ledger: (typeof ledgerNames)[number]; balance: number; held: number };
type GrantRow = Omit<z.infer<typeof grant>, "expires_at" | "created_at"> & {
  ledger: string;
  expires_at: Date | null;
  created_at: Date;
};

/** Both wallets of the organization, whether or not anything ever lay in them. */
export async function readWallets(db: Db): Promise<z.infer<typeof walletOutput>[]> {
  const [accounts, grants] = await Promise.all([
    db.query<Account>(
      "select ledger, balance, held from ledger_accounts where organization_id = $1 and kind = 'wallet'",
      [db.scope.organizationId],
    ),
    db.query<GrantRow>(
      `select ledger, id, source, priority, amount, remaining, expires_at, created_at from ledger_grants
       where organization_id = $1 and remaining > 0 order by priority, expires_at nulls last, created_at, id`,
      [db.scope.organizationId],
    ),
  ]);
  return ledgerNames.map((ledger) => {
    const { balance, held } = accounts.find((account) => account.ledger === ledger) ?? { balance: 0, held: 0 };
    const own = grants.filter((row) => row.ledger === ledger).map(presentGrant);
    return { ledger, balance, held, available: balance - held, grants: own };
  });
}

/** The output leaves out which wallet it lies in. */
const presentGrant = ({ expires_at, created_at, ...row }: GrantRow) => ({
  ...row,
  expires_at: expires_at?.toISOString() ?? null,
  created_at: created_at.toISOString(),
});
