import { createRequire } from "node:module";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from "vitest";
import { openWorld, type World } from "../../testing/world.ts";
import { queryAsTenant, settingsStatement } from "./tenant-query.ts";

let world: World;
let client: pg.Client;
let sent: number;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  client = new pg.Client({ connectionString: world.urls.app, pipeline: true });
  await client.connect();
  sent = 0;
  const { connection } = client as unknown as { connection: { sync(): void } };
  const sync = connection.sync.bind(connection);
  connection.sync = () => {
    sent++;
    sync();
  };
});
afterEach(() => client.end());

const readSettings = {
  name: "read_settings",
  text: `select current_setting('app.organization_id', true) as organization, current_setting('app.workspace_id', true) as workspace,
    current_setting('app.user_id', true) as "user", current_setting('app.principal', true) as principal, $1::text as given`,
  values: ["x"],
};
const ask = (
  settings: readonly string[],
  config: { name: string; text: string; values: readonly unknown[] } = readSettings,
) => queryAsTenant(client, settings, config).then(({ rows }) => rows as Record<string, unknown>[]);
const hasNone = async () => {
  const text = "select current_setting('app.organization_id', true) as id";
  return ((await client.query<{ id: string | null }>(text)).rows[0]!.id ?? "") === "";
};

test("pg is the version, with the methods, that this leans on", () => {
  const { version } = createRequire(import.meta.url)("pg/package.json") as { version: string };
  expect(version).toMatch(/^8\.23\./);
  const { prepareValue } = createRequire(import.meta.url)("pg/lib/utils") as { prepareValue: unknown };
  const { connection } = client as unknown as { connection: Record<string, unknown> };
  const query = pg.Query.prototype as unknown as Record<string, unknown>;
  const functions = [
    prepareValue,
    ...["parse", "bind", "describe", "execute", "sync"].map((name) => connection[name]),
    ...["requiresPreparation", "prepare", "submit", "handleError"].map((name) => query[name]),
  ];
  expect(functions.map((one) => typeof one)).toEqual(functions.map(() => "function"));
  expect([typeof connection["parsedStatements"], typeof connection["submittedNamedStatements"]]).toEqual([
    "object",
    "object",
  ]);
});

test("settings and statement are one round trip, the first time and every time after", async () => {
  for (const turn of [1, 2, 3]) {
    const rows = await ask(["org_a", "wsp_a", "usr_a", "p"]);
    expect(rows).toEqual([{ organization: "org_a", workspace: "wsp_a", user: "usr_a", principal: "p", given: "x" }]);
    expect(sent).toBe(turn);
  }
});

test("only the statement's rows come back, with its own columns, none as well as many", async () => {
  const text = "select n, n * 2 as twice from generate_series(1, $1::int) as n";
  const many = await queryAsTenant(client, ["a", "", "", ""], { name: "many", text, values: [3] });
  expect(many.rows).toEqual([
    { n: 1, twice: 2 },
    { n: 2, twice: 4 },
    { n: 3, twice: 6 },
  ]);
  expect([many.command, many.rowCount, many.fields.map(({ name }) => name)]).toEqual(["SELECT", 3, ["n", "twice"]]);
  const none = await queryAsTenant(client, ["a", "", "", ""], { name: "many", text, values: [0] });
  expect([none.rows, none.rowCount]).toEqual([[], 0]);
});

test("settings end with their statement, also with one that fails", async () => {
  await ask(["org_a", "", "", ""]);
  expect(await hasNone()).toBe(true);
  await expect(
    ask(["org_a", "", "", ""], { name: "fails", text: "select 1 / $1::int as n", values: [0] }),
  ).rejects.toMatchObject({ code: "22012" });
  expect(await hasNone()).toBe(true);
  await expect(
    ask(["org_a", "", "", ""], { name: "wrong", text: "select nonsense", values: [] }),
  ).rejects.toMatchObject({ code: "42703" });
  expect(await hasNone()).toBe(true);
  expect((await ask(["org_b", "", "", ""]))[0]).toMatchObject({ organization: "org_b", workspace: "" });
});

test("statements sent at once on one connection each see their own settings, whatever the others do", async () => {
  const asked = Array.from({ length: 60 }, (_, i) => `org_${i}`);
  const answers = await Promise.allSettled(
    asked.map((id, i) =>
      i % 7 === 3 ? ask([id, "", "", ""], { name: "bad", text: "select 1 / 0", values: [] }) : ask([id, "", "", ""]),
    ),
  );
  answers.forEach((answer, i) => {
    if (i % 7 === 3) expect(answer).toMatchObject({ status: "rejected", reason: { code: "22012" } });
    else expect(answer).toMatchObject({ status: "fulfilled", value: [{ organization: asked[i] }] });
  });
});

test("a write is whole or not there, and the settings statement is prepared once", async () => {
  const insert = {
    name: "pair",
    text: "select set_config('app.principal', 'changed', true), 1 / $1::int",
    values: [0],
  };
  await expect(ask(["a", "", "", ""], insert)).rejects.toMatchObject({ code: "22012" });
  await ask(["a", "", "", ""]);
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int as n from pg_prepared_statements where name = $1`,
    [settingsStatement],
  );
  expect(rows).toEqual([{ n: 1 }]);
});

test("what is given as a value stays one: quotes, NULL, dates and bytes arrive as they are", async () => {
  const at = new Date("2026-03-01T10:00:00.123Z");
  const config = {
    name: "values",
    text: "select $1::text as text, $2::text as nothing, $3::timestamptz as at, $4::bytea as bytes",
    values: ["'; drop table users; --", null, at, Buffer.from([0, 255, 39])],
  };
  expect(await ask(["'; reset role; --", "", "", ""], config)).toEqual([
    { text: "'; drop table users; --", nothing: null, at, bytes: Buffer.from([0, 255, 39]) },
  ]);
});

test("a connection that is lost fails what waits for it, instead of leaving it waiting", async () => {
  client.on("error", () => undefined);
  const waiting = ask(["a", "", "", ""], { name: "slow", text: "select pg_sleep($1::int)", values: [2] });
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  await expect(waiting).rejects.toThrow(/Connection terminated/);
});
