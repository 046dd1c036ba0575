import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { tables } from "../app.ts";
import { createTableSql } from "../framework/emit-ddl.ts";

/** Writes the first migration from the declarations. Later ones are written by hand; `check-catalogue` compares. */
const all = new Map(tables.map((t) => [t.name, t]));
const target = join(import.meta.dirname, "../../migrations/0001-ground.sql");
writeFileSync(
  target,
  `${["-- Generated from the table declarations by server/src/operate/draft-migration.ts.", "grant usage on schema public to avow_app, avow_system;", ...tables.map((t) => createTableSql(t, all))].join("\n\n")}\n`,
);
