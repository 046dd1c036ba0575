import { makeWork } from "../../../framework/work.ts";
import type { Work } from "../../../framework/context.ts";
import { inScope, proveScope, readIn } from "../../../framework/database/tenant.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../../testing/people.ts";
import type { World } from "../../../testing/world.ts";
import { type Grant, grantCredits } from "../grant-credits.ts";
import { openLedgers } from "../open-ledger.ts";

/** An organization of its own, work in it, and a way to give it credits. */
export type Books = {
  owner: PersonWithOrganization;
  work: Work;
  give(amount: number, more?: Partial<Grant>): Promise<string>;
};

export async function openBooks(world: World, name: string): Promise<Books> {
  const owner = await withOrganization(await signUp(world, name));
  const work = workIn(world, owner);
  let given = 0;
  return {
    owner,
    work,
    async give(amount, more = {}) {
      const grant = { ledger: "real", source: "operator", priority: 50, expiresAt: null } as const;
      const step = (db: Work["db"]) => ({ db, at: world.clock.now(), newId: (prefix: string) => work.newId(prefix) });
      return inScope(world.app.database, work.scope, async (db) => {
        await openLedgers(step(db));
        return grantCredits(step(db), { ...grant, amount, operationKey: `given ${++given}`, ...more });
      });
    },
  };
}

export function workIn(
  world: World,
  { organizationId, workspaceId, userId }: PersonWithOrganization,
  purpose: Work["purpose"] = "billing",
): Work {
  const db = readIn(world.app.database, proveScope({ organizationId, workspaceId, userId }));
  return makeWork(world.app, { db, principal: { kind: "system", id: "test" }, purpose, log: world.app.log });
}

export type Totals = {
  entries: number;
  balance: number;
  held: number;
  remaining: number;
  reserved: number;
  off: number;
};

/** What of an organization's ledger has to agree, read from all its rows. */
export async function readTotals(world: World, organizationId: string, ledger = "real"): Promise<Totals> {
  const [totals] = await world.rows<Totals>(
    `select
       (select coalesce(sum(e.amount), 0)::float8 from ledger_entries e join ledger_transactions t
          on t.organization_id = e.organization_id and t.id = e.transaction_id where t.organization_id = $1 and t.ledger = $2) as entries,
       balance::float8, held::float8,
       (select coalesce(sum(remaining), 0)::float8 from ledger_grants where organization_id = $1 and ledger = $2) as remaining,
       (select coalesce(sum(amount), 0)::float8 from ledger_reservations where organization_id = $1 and ledger = $2 and state = 'held') as reserved,
       (select count(*)::float8 from ledger_accounts a where organization_id = $1 and ledger = $2 and balance <> (
          select coalesce(sum(e.amount), 0) from ledger_entries e join ledger_transactions t
          on t.organization_id = e.organization_id and t.id = e.transaction_id
          where t.organization_id = $1 and t.ledger = $2 and e.kind = a.kind)) as off
     from ledger_accounts where organization_id = $1 and ledger = $2 and kind = 'wallet'`,
    [organizationId, ledger],
  );
  return totals!;
}
