import type * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { port } from "../../framework/ports.ts";
import type { AnyTable } from "../../framework/table.ts";
import type { Row } from "../export/open-rows.ts";

/** Work of whoever imports, in the workspace where it goes. */
export type ImportWork = Work<"workspace">;

/** How rows of a table come back from an export. A table without a rule stays behind, and `left-behind.ts` says why. */
export type ImportRule = {
  table: AnyTable;
  /** What its personal columns have to look like, as the endpoint that writes them would have it. */
  shape?: z.ZodType;
  /** Plain columns that hold JSON, and what each has to look like; one that is not named is not taken. */
  json?: Readonly<Record<string, z.ZodType>>;
  /** What the rows are used for here: that is what the hooks below may open for. Else what the import is for. */
  purpose?: string;
  /** Columns that do not come along, and what they are instead. */
  set?: Record<string, unknown>;
  /** What follows from the row: keyed hashes of what is sealed. @throws Refusal for what may not be there */
  fill?(work: ImportWork, row: Row): Row;
  /** Whether it may be here, outside any transaction: it may ask servers. @throws Refusal */
  check?(work: ImportWork, row: Row): Promise<void>;
  /** Before the row is written, in its transaction. @throws Refusal for what may not be there */
  before?(work: ImportWork, row: Row): Promise<void>;
  /** After it was, in its transaction. */
  after?(work: ImportWork, row: Row): Promise<void>;
  /** Takes in what lay in the object store for it; nothing, where it is there already. */
  content?(work: ImportWork, id: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
};

/** In the order in which they are written: what is pointed at first. */
export const importRulesPort = port<readonly ImportRule[]>("privacy.import_rules");

/** Why something of an archive is not taken. */
export const importReasons = [
  "not_a_row",
  "wrong_value",
  "no_parent",
  "not_allowed",
  "taken",
  "too_large",
  "left_behind",
  "unknown_here",
] as const;
export type ImportReason = (typeof importReasons)[number];
