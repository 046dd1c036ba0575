import type { Subject } from "../../framework/context.ts";
import type { Catalogue } from "../catalogue.ts";
import { chooseExport } from "./choose-columns.ts";
import { countRows, type ExportMeans } from "./read-rows.ts";

/** What an export of the subject would carry now: tables with rows, and why each is kept. */
export async function countExport(
  means: ExportMeans,
  catalogue: Catalogue,
  subject: Subject,
): Promise<{ table: string; rows: number; because: string }[]> {
  const counted = await countRows(means, subject, chooseExport(catalogue, subject.kind));
  return counted.flatMap(({ exported: { table, because }, rows }) =>
    rows > 0 ? [{ table: table.name, rows, because }] : [],
  );
}
