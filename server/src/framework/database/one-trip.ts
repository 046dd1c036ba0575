import type pg from "pg";
import { type AskTogether, askTogether } from "./ask-together.ts";
import type { Database, Scope } from "./tenant.ts";
import { queryAsTrip, setTenantSql, settingsOf } from "./tenant-query.ts";
import { statementName } from "./statements.ts";
import { corkUntilIdle, withClient } from "./with-client.ts";

export type Statement = { text: string; values: readonly unknown[] };

type Trip = { scope: Scope; statements: readonly Statement[] };
type Arrived = { rows: pg.QueryResultRow[][] } | { error: unknown };

const together = new WeakMap<Database, AskTogether<Trip, Arrived>>();

/**
 * Statements under one scope as one transaction and one round trip, durable when they come back. What they lock is held
 * for as long as the server needs, never for as long as this process or the disk does: for rows that everybody wants.
 * None of them can wait for the result of another, so a decision is part of the statement that it decides.
 *
 * Trips of one moment travel together: each is a transaction under its own scope and fails alone, but they leave as one
 * packet and wait for the disk once.
 * @returns the rows of each statement
 */
export async function inOneTrip(
  database: Database,
  scope: Scope,
  statements: readonly Statement[],
): Promise<pg.QueryResultRow[][]> {
  const travel = together.get(database) ?? askTogether<Trip, Arrived>((trips) => run(database, trips));
  together.set(database, travel);
  const arrived = (await travel({ scope, statements }))!;
  if ("error" in arrived) throw arrived.error;
  return arrived.rows;
}

const setTenantForTripSql = `${setTenantSql}, set_config('synchronous_commit', 'off', true)`;

/** PostgreSQL's log has one order: this durable commit takes every one before it along. It writes a few bytes there, and nothing else. */
const makeDurable: Statement = { text: "select pg_logical_emit_message(true, 'avow', '')", values: [] };

async function run(database: Database, trips: readonly Trip[]): Promise<Arrived[]> {
  return withClient(database.app, async (client) => {
    corkUntilIdle(client);
    const sent = trips.map(async ({ scope, statements }): Promise<Arrived> => {
      const settings = { text: setTenantForTripSql, values: settingsOf(scope) };
      const [, ...rows] = await queryAsTrip(client, [settings, ...statements].map(named));
      return { rows };
    });
    const [arrived] = await Promise.all([
      Promise.all(sent.map((one) => one.catch((error: unknown) => ({ error })))),
      queryAsTrip(client, [named(makeDurable)]),
    ]);
    return arrived;
  });
}

const named = ({ text, values }: Statement) => ({ name: statementName(text), text, values });
