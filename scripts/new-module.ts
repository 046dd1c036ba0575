import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { tables } from "../server/src/app.ts";
import { createTableSql } from "../server/src/framework/database/emit-ddl.ts";
import type { AnyTable } from "../server/src/framework/table.ts";
import { chooseIdPrefix } from "./new/choose-id-prefix.ts";
import { describeComposition, describeModule } from "./new/describe-module.ts";
import { readWords, type Words } from "./new/words.ts";
import { writeNewFiles } from "./new/write-new-files.ts";
import { runCommand, UsageError } from "./usage-error.ts";

/** `npm run new:module -- webhooks` writes the smallest correct module, its migration, and a test that fails. */
await runCommand(async () => {
  const words = readWords(process.argv[2] ?? "");
  const folder = `server/src/modules/${words.plural}`;
  if (existsSync(folder)) throw new UsageError(`${folder} is there already.`);
  if (tables.some(({ name }) => name === words.table)) throw new UsageError(`There is a table ${words.table} already.`);

  const files = describeModule(words, chooseIdPrefix(words.singular, listIdPrefixes()));
  writeNewFiles(files);
  const migration = await describeMigration(words, resolve(folder, "tables.ts"));
  writeNewFiles(migration);
  const { importLine, listLine } = describeComposition(words);
  console.log(`Wrote ${[...files.keys(), ...migration.keys()].join(", ")}.

Add to server/src/compose/list-modules.ts, and there to the list:

${importLine}
${listLine}

Then: npm run new:endpoint -- ${words.plural}/create-${words.singular}`);
});

function listIdPrefixes(): Set<string> {
  const columns = tables.flatMap((table) => Object.values(table.columns));
  return new Set(columns.flatMap(({ info }) => info.idPrefix ?? []));
}

/** The table just declared, as SQL. Later changes to it are migrations written by hand. */
async function describeMigration({ plural, camelPlural }: Words, tablesFile: string): Promise<Map<string, string>> {
  const declared = (await import(pathToFileURL(tablesFile).href)) as Record<string, AnyTable>;
  const table = declared[camelPlural];
  if (!table) throw new Error(`${tablesFile} does not export ${camelPlural}.`);
  const sql = createTableSql(table, new Map([...tables, table].map((known) => [known.name, known])));
  const number = readdirSync("server/migrations").filter((name) => name.endsWith(".sql")).length + 1;
  return new Map([[`server/migrations/${String(number).padStart(4, "0")}-${plural}.sql`, `${sql}\n`]]);
}
