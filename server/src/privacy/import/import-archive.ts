import { Refusal } from "../../framework/errors.ts";
import { open } from "../../framework/keys/sealing.ts";
import type { Catalogue } from "../catalogue.ts";
import type { Row } from "../export/open-rows.ts";
import { ArchiveError } from "./archive-error.ts";
import type { ImportReason, ImportRule, ImportWork } from "./import-rule.ts";
import { idMapper } from "./map-id.ts";
import { archiveMax, type ImportedArchive } from "./open-archive.ts";
import { readLines } from "./read-lines.ts";
import { readRow } from "./read-row.ts";
import { tryBatch, writeBatch } from "./write-batch.ts";

/** What came of one table of an archive, or would come of it. */
export type ImportedTable = {
  table: string;
  created: number;
  known: number;
  contents: number;
  refused: Partial<Record<ImportReason, number>>;
};

type Import = {
  work: ImportWork;
  archive: ImportedArchive;
  catalogue: Catalogue;
  rules: readonly ImportRule[];
  isDry: boolean;
};

const batchMax = 100;

/**
 * Takes what an archive has into the workspace of this work, batch by batch, each in a transaction of its own: whatever
 * interrupts it, sending the same archive again goes on where it stopped, and sending it once more changes nothing.
 * @throws ArchiveError
 */
export async function importArchive(asked: Import): Promise<ImportedTable[]> {
  const mapId = idMapper(asked.work, asked.catalogue);
  const accepted = new Map<string, Set<string>>();
  const tables: ImportedTable[] = [];
  for (const rule of asked.rules) tables.push(await importTable(asked, rule, mapId, accepted));
  for (const name of asked.archive.tables.keys())
    if (!asked.rules.some(({ table }) => table.name === name)) tables.push(await leaveTable(asked, name));
  return tables.filter(({ created, known, refused }) => created + known > 0 || Object.keys(refused).length > 0);
}

const emptyTable = (table: string): ImportedTable => ({ table, created: 0, known: 0, contents: 0, refused: {} });
const refuse = ({ refused }: ImportedTable, reason: ImportReason) => (refused[reason] = (refused[reason] ?? 0) + 1);

async function importTable(
  { work, archive, catalogue, rules, isDry }: Import,
  rule: ImportRule,
  mapId: (id: string) => string,
  accepted: Map<string, Set<string>>,
): Promise<ImportedTable> {
  const told = emptyTable(rule.table.name);
  const entry = archive.tables.get(rule.table.name);
  if (!entry) return told;
  // What was written is asked of the database; what would be written is known to nobody else.
  const ids = isDry && isPointedAt(rules, rule) ? new Set<string>() : undefined;
  if (ids) accepted.set(rule.table.name, ids);
  const contents: [string, string][] = [];
  const own = forPurpose(work, rule.purpose ?? work.purpose);
  const flush = async (waiting: readonly Waiting[]) => {
    if (waiting.length === 0) return;
    const batch = { rule, catalogue, rows: waiting.map(({ row }) => row) };
    const outcomes = await (isDry ? tryBatch(own, batch, accepted) : writeBatch(own, batch));
    for (const [n, outcome] of outcomes.entries()) {
      if (outcome !== "created" && outcome !== "known") refuse(told, outcome);
      else {
        const { given, row } = waiting[n]!;
        told[outcome] += 1;
        ids?.add(String(row["id"]));
        const file = String(given["id"]);
        if (rule.content && archive.contents.has(file)) contents.push([file, String(row["id"])]);
      }
    }
  };
  let waiting: Waiting[] = [];
  for await (const given of readLines(archive.read(entry))) {
    const read = given ? readRow(work, rule, given, mapId) : ({ refused: "not_a_row" } as const);
    if ("refused" in read) refuse(told, read.refused);
    else if (await isAllowed(own, rule, read.row)) waiting.push({ given: given!, row: read.row });
    else refuse(told, "not_allowed");
    if (waiting.length < batchMax) continue;
    await flush(waiting);
    waiting = [];
  }
  await flush(waiting);
  if (rule.content) await takeContents({ work, archive, catalogue, rules, isDry }, rule, contents, told);
  return told;
}

/** Whether rows of another table that is taken stand only where this one's do. */
const isPointedAt = (rules: readonly ImportRule[], { table }: ImportRule): boolean =>
  rules.some((other) => Object.values(other.table.columns).some(({ info }) => info.references?.table === table.name));

/** A row of the archive, and as it is to be written. */
type Waiting = { given: Row; row: Row };

/** The same work, which may open what is kept for a purpose. */
const forPurpose = (work: ImportWork, purpose: string): ImportWork => ({
  ...work,
  purpose,
  open: (table, key, row) => open(table, key, row, purpose) as never,
  inScope: (step, of) => work.inScope((inner) => step(forPurpose(inner as ImportWork, purpose)), of),
});

async function isAllowed(work: ImportWork, { check }: ImportRule, row: Row): Promise<boolean> {
  try {
    await check?.(work, row);
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.declared.status < 500) return false;
    throw error;
  }
}

async function takeContents(
  { work, archive, isDry }: Import,
  rule: ImportRule,
  rows: readonly [given: string, id: string][],
  told: ImportedTable,
): Promise<void> {
  for (const [given, id] of rows) {
    const entry = archive.contents.get(given);
    if (!entry) continue;
    if (entry.uncompressedSize > archiveMax.fileBytes) refuse(told, "too_large");
    else if (isDry) told.contents += 1;
    else {
      const isTaken = await rule.content!(work, id, archive.read(entry)).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Refusal && error.declared.status < 500) return false;
          throw error;
        },
      );
      if (isTaken) told.contents += 1;
      else refuse(told, "not_allowed");
    }
  }
}

/** What is not taken is counted, so that nobody thinks it came along. */
async function leaveTable({ archive, catalogue }: Import, name: string): Promise<ImportedTable> {
  const told = emptyTable(name);
  const entry = archive.tables.get(name);
  if (!entry) throw new ArchiveError("damaged");
  for await (const _ of readLines(archive.read(entry)))
    refuse(told, catalogue.has(name) ? "left_behind" : "unknown_here");
  return told;
}
