import type pg from "pg";
import { tables } from "../../app.ts";
import { dayMs, later } from "../../framework/clock.ts";
import { readFileHealth } from "../../modules/files/public.ts";
import { catalogueOf } from "../../privacy/catalogue.ts";
import { bad, type Finding, good, warning } from "./finding.ts";

/** Each file is read through every thirty days; a worker that does nothing else gets to it in that time. */
const checkedWithinMs = 40 * dayMs;

/** Contents are whole, are looked at, and nothing is left over in their store. @param client is shown all rows */
export async function checkFiles(client: pg.Client, at: Date): Promise<Finding[]> {
  const ask = async <Row extends Record<string, unknown>>(sql: string, values: readonly unknown[]) =>
    (await client.query<Row>(sql, [...values])).rows;
  const { files, damaged, oldest_check_at, unnamed } = await readFileHealth(ask, catalogueOf(tables), at);
  const isBehind = oldest_check_at !== null && oldest_check_at < later(at, -checkedWithinMs);
  const worker = "See that a worker runs, and in its log why it does not get to it.";
  return [
    damaged > 0
      ? bad(
          "files",
          `${damaged} of ${files} are missing or changed in their store.`,
          "Put the store's own copies back, or restore a backup beside and copy its objects. The log has the files' ids.",
        )
      : isBehind
        ? warning("files", `Not all were read through since ${oldest_check_at.toISOString()}.`, worker)
        : good("files", `${files} are whole, as last read.`),
    unnamed > 0
      ? warning("file store", `${unnamed} objects that nothing names were not swept in time.`, worker)
      : good("file store", "Nothing is left over in it."),
  ];
}
