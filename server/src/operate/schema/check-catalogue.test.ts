import { afterAll, beforeAll, expect, test } from "vitest";
import { tables } from "../../app.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { describeDeclared, findCatalogueDifferences, findRoleProblems } from "./check-catalogue.ts";

let world: World;
let wanted: Awaited<ReturnType<typeof describeDeclared>>;
beforeAll(async () => {
  world = await openWorld();
  wanted = await describeDeclared(world.urls.owner, tables);
});
afterAll(() => world.close());

const look = () => findCatalogueDifferences(world.urls.owner, tables, wanted);

test("a migrated database is what the tables declare, and looking leaves nothing behind", async () => {
  expect(await findCatalogueDifferences(world.urls.owner, tables)).toEqual([]);
  const { rows } = await world.owner.query("select 1 from pg_namespace where nspname = 'avow_declared'");
  expect(rows).toEqual([]);
});

test("a table that only the declarations have, or only the database, is found", async () => {
  const without = tables.filter(({ name }) => name !== "receipts");
  expect(await findCatalogueDifferences(world.urls.owner, without)).toEqual([
    "the database has receipts, which no module declares",
  ]);
  const copied = tables.flatMap((table) =>
    table.name === "receipts" ? [table, { ...table, name: "receipts_2" }] : [table],
  );
  expect(await findCatalogueDifferences(world.urls.owner, copied)).toEqual(["the database lacks receipts_2"]);
});

test.each([
  [
    "a column added by hand",
    "alter table users add column note text",
    "alter table users drop column note",
    /^users has, undeclared: column note text/,
  ],
  [
    "a column that may be empty",
    "alter table users alter column locale drop not null",
    "alter table users alter column locale set not null",
    /^users lacks: column locale text collate C not null/,
  ],
  [
    "a default",
    "alter table users alter column version set default 1",
    "alter table users alter column version drop default",
    /version integer not null default 1/,
  ],
  [
    "row-level security not forced",
    "alter table sessions no force row level security",
    "alter table sessions force row level security",
    /^sessions lacks: row-level security enabled, forced/,
  ],
  [
    "row-level security off",
    "alter table sessions disable row level security",
    "alter table sessions enable row level security",
    /^sessions lacks: row-level security enabled, forced/,
  ],
  [
    "a wider policy",
    "create policy all_rows on sessions to avow_app using (true)",
    "drop policy all_rows on sessions",
    /^sessions has, undeclared: policy all_rows/,
  ],
  [
    "a grant",
    "grant select on sessions to public",
    "revoke select on sessions from public",
    /^sessions has, undeclared: grant SELECT to public/,
  ],
  [
    "a grant on a column",
    "grant select (id) on sessions to public",
    "revoke select (id) on sessions from public",
    /undeclared: grant on column id to public/,
  ],
  [
    "a constraint",
    "alter table sessions add check (id <> '')",
    "alter table sessions drop constraint sessions_id_check",
    /undeclared: constraint CHECK/,
  ],
  [
    "an index",
    "create index by_hand on sessions (created_at)",
    "drop index by_hand",
    /undeclared: index CREATE INDEX by_hand/,
  ],
  [
    "a table without its log",
    "alter table rate_limits set unlogged",
    "alter table rate_limits set logged",
    /persistence p/,
  ],
  [
    "another comment",
    "comment on table sessions is 'nothing'",
    "",
    /^sessions has, undeclared: comment on table nothing/,
  ],
  [
    "a trigger",
    "create trigger t before update on users for each row execute function suppress_redundant_updates_trigger()",
    "drop trigger t on users",
    /undeclared: trigger/,
  ],
])("%s is found", async (_, change, undo, expected) => {
  const { rows } = await world.owner.query<{ was: string }>("select obj_description('sessions'::regclass) as was");
  await world.owner.query(change);
  try {
    expect((await look()).join("\n")).toMatch(new RegExp(expected.source, "m"));
  } finally {
    await world.owner.query(undo || `comment on table sessions is '${rows[0]?.was.replaceAll("'", "''")}'`);
  }
  expect(await look()).toEqual([]);
});

test("a key that lets a row point into another tenant is found", async () => {
  await world.owner.query("alter table workspaces add constraint id_alone unique (id)");
  await world.owner.query("create table notes (workspace_id text references workspaces (id))");
  expect((await look()).join("\n")).toMatch(/^notes has a key that its tenant does not lead/m);
  await world.owner.query("drop table notes");
  await world.owner.query("alter table workspaces drop constraint id_alone");
  expect(await look()).toEqual([]);
});

test("a role that gets past row-level security, or owns what it works on, is found", async () => {
  const [admin] = await world.rows<{ name: string }>("select rolname as name from pg_roles where rolsuper limit 1");
  expect(await findRoleProblems(world.owner, [admin?.name ?? ""])).toContain(`the role ${admin?.name} is a superuser`);
  await world.owner.query("grant create on schema public to avow_system");
  await world.owner.query("alter table rate_limits owner to avow_system");
  expect(await look()).toContain("the role avow_system owns rate_limits");
});
