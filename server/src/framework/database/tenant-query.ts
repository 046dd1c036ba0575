import { createRequire } from "node:module";
import pg from "pg";
import type { Scope } from "./tenant.ts";

const { prepareValue } = createRequire(import.meta.url)("pg/lib/utils") as {
  prepareValue(value: unknown): unknown;
};

/** The part of pg 8.23's wire connection this file leans on; `tenant-query.test.ts` holds pg to it. */
type Wire = {
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
  parse(statement: { name: string; text: string }): void;
  bind(portal: {
    portal: string;
    statement: string;
    values: readonly unknown[];
    valueMapper: typeof prepareValue;
  }): void;
  describe(portal: { type: "P"; name: string }): void;
  execute(portal: { portal: string; rows: number }): void;
  sync(): void;
};

type QueryClass = new (
  config: { name: string; text: string; values: readonly unknown[] },
  values: undefined,
  callback: (error: Error | null, result: pg.QueryResult | pg.QueryResult[]) => void,
) => { name: string; text: string; requiresPreparation(): boolean; prepare(wire: Wire): void };

/** One `select` that says whose data the transaction is about. */
export const setTenantSql =
  "select set_config('app.organization_id', $1, true), set_config('app.workspace_id', $2, true), set_config('app.user_id', $3, true), set_config('app.principal', $4, true)";
export const settingsStatement = "avow_tenant";

/** What a scope is to PostgreSQL. */
export const settingsOf = (scope: Scope): string[] => [
  scope.organizationId ?? "",
  scope.workspaceId ?? "",
  scope.userId ?? "",
  scope.principal ?? "",
];

/**
 * Tenant settings and one statement as a single implicit transaction and a single round trip:
 * the messages of both precede one Sync, so the settings live exactly as long as the statement.
 */
class TenantQuery extends (pg.Query as unknown as QueryClass) {
  readonly settings: readonly string[];

  constructor(
    ...[settings, config, callback]: [
      readonly string[],
      { name: string; text: string; values: readonly unknown[] },
      ConstructorParameters<QueryClass>[2],
    ]
  ) {
    super(config, undefined, callback);
    this.settings = settings;
  }

  override requiresPreparation(): boolean {
    return true;
  }

  override prepare(wire: Wire): void {
    const known = wire.parsedStatements[settingsStatement] ?? wire.submittedNamedStatements[settingsStatement];
    if (!known) {
      wire.parse({ name: settingsStatement, text: setTenantSql });
      wire.submittedNamedStatements[settingsStatement] = setTenantSql;
    }
    wire.bind({ portal: "", statement: settingsStatement, values: this.settings, valueMapper: prepareValue });
    wire.describe({ type: "P", name: "" });
    wire.execute({ portal: "", rows: 0 });
    super.prepare(wire);
  }
}

/** Runs one named statement under tenant settings, in one round trip. */
export function queryAsTenant(
  client: pg.ClientBase,
  settings: readonly string[],
  config: { name: string; text: string; values: readonly unknown[] },
): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    const query = new TenantQuery(settings, config, (error, result) =>
      error ? reject(error) : resolve(Array.isArray(result) ? result.at(-1)! : result),
    );
    client.query(query as unknown as pg.Submittable);
  });
}

type Named = { name: string; text: string; values: readonly unknown[] };

/** Parses a statement by itself, so that it is known on this connection whatever becomes of those around it. */
class ParseQuery extends (pg.Query as unknown as QueryClass) {
  override requiresPreparation(): boolean {
    return true;
  }

  override prepare(wire: Wire): void {
    const { name, text } = this;
    wire.parse({ name, text });
    wire.submittedNamedStatements[name] = text;
    wire.sync();
  }
}

/** Several statements as one implicit transaction: the messages of all precede one Sync. */
class TripQuery extends (pg.Query as unknown as QueryClass) {
  readonly portals: readonly Omit<Named, "text">[];

  constructor(...[portals, callback]: [readonly Named[], ConstructorParameters<QueryClass>[2]]) {
    super({ name: "", text: "", values: [] }, undefined, callback);
    // A value that cannot be sent is found before anything is written: half a trip would commit.
    this.portals = portals.map(({ name, values }) => ({ name, values: values.map(prepareValue) }));
  }

  override requiresPreparation(): boolean {
    return true;
  }

  override prepare(wire: Wire): void {
    for (const { name, values } of this.portals) {
      wire.bind({ portal: "", statement: name, values, valueMapper: (value) => value });
      wire.describe({ type: "P", name: "" });
      wire.execute({ portal: "", rows: 0 });
    }
    wire.sync();
  }
}

/** Runs statements on a pipelined connection as one transaction that is over with them; the rows of each, in their order. */
export function queryAsTrip(client: pg.ClientBase, named: readonly Named[]): Promise<pg.QueryResultRow[][]> {
  const { connection: wire } = client as unknown as { connection: Wire };
  const isKnown = (name: string) => name in wire.parsedStatements || name in wire.submittedNamedStatements;
  const unknown = new Map(named.filter(({ name }) => !isKnown(name)).map((one) => [one.name, one]));
  const parsing = [...unknown.values()].map((one) =>
    submit(client, (done) => new ParseQuery({ ...one, values: [] }, undefined, done)),
  );
  const ran = submit(client, (done) => new TripQuery(named, done));
  // What could not be parsed says why; the trip itself only that it is unknown.
  return Promise.all([...parsing, ran]).then((all) =>
    [all.at(-1)!].flat().map(({ rows }) => rows as pg.QueryResultRow[]),
  );
}

type Results = pg.QueryResult | pg.QueryResult[];
type Done = ConstructorParameters<QueryClass>[2];

function submit(client: pg.ClientBase, make: (done: Done) => object): Promise<Results> {
  return new Promise((resolve, reject) => {
    const query = make((error, result) => (error ? reject(error) : resolve(result)));
    client.query(query as unknown as pg.Submittable);
  });
}
