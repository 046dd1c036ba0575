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
  const counted = [];
  for (const exported of chooseExport(catalogue, subject.kind)) {
    const rows = await countRows(means, subject, exported);
    const { name, keep } = exported.table;
    if (rows > 0) counted.push({ table: name, rows, because: keep.because });
  }
  return counted;
}
