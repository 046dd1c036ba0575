import { expect, test } from "vitest";
import { checkMigrations } from "./check-migrations.ts";
import { withTree } from "./fixture-tree.ts";

const problemsIn = (sql: string, name = "0050-more.sql") =>
  withTree({ [`server/migrations/${name}`]: sql }, (root) => checkMigrations(root).map(({ what }) => what));

test.each([
  ["alter table a add note text;"],
  ["alter table a add column n integer not null default 0;"],
  ["create table b (id text primary key);\ncreate index b_id on b (id);\nalter table b add check (id <> '');"],
  ["alter table a add constraint a_n check (n > 0) not valid;"],
  ["alter table a validate constraint a_n;"],
  ["-- outside a transaction\ncreate index concurrently if not exists a_n on a (n);"],
  [
    "alter table a drop constraint a_n;\n-- brief: one row per deployment\nalter table a add constraint a_n check (n > 1);",
  ],
  ["grant select on a to avow_app;\nupdate a set n = 1 where id = 'x';"],
])("%j may run while the version before serves", async (sql) => {
  expect(await problemsIn(sql)).toEqual([]);
});

test.each([
  ["create index a_n on a (n);", "blocks writing"],
  ["create index concurrently a_n on a (n);", "inside a transaction"],
  ["-- outside a transaction\ncreate index concurrently a_n on a (n);", "cannot be repeated"],
  ["-- outside a transaction\nupdate a set n = 1;", "cannot be repeated"],
  ["alter table a add n integer not null;", "must be filled"],
  ["alter table a alter column n set not null;", "whole table"],
  ["alter table a alter n type bigint;", "rewrites"],
  ["alter table a add constraint a_b foreign key (b)\n  references b (id);", "every row"],
  ["alter table a add unique (n);", "every row"],
  ["alter table a rename column n to m;", "renames"],
  ["alter table a rename to b;", "renames"],
  ["drop table a;", "takes a table away"],
  ["truncate a;", "takes a table away"],
  ["alter table a drop column n;", "drops a column"],
  ["alter table a drop n;", "drops a column"],
  ["-- brief: small\nalter table a add unique (n);", "every row"],
])("%j may not", async (sql, what) => {
  expect((await problemsIn(sql)).join()).toContain(what);
});

test("what nothing uses any more is taken away in files whose name says so, and nowhere else", async () => {
  const sql = "-- contract: unused since 0.2.0\nalter table a drop column n;";
  expect(await problemsIn(sql, "0050-contract-old-column.sql")).toEqual([]);
  expect((await problemsIn(sql)).join()).toContain("without its name");
  expect((await problemsIn("select 1;", "0050-contract-nothing.sql")).join()).toContain("the other way round");
});
