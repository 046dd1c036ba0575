import * as z from "zod";
import type { Context } from "../../../framework/context.ts";
import {
  archiveMax,
  ArchiveError,
  cataloguePort,
  importArchive,
  type ImportedArchive,
  type ImportedTable,
  importReasons,
  importRulesPort,
  leftBehind,
  openArchive,
} from "../../../privacy/public.ts";
import { privacyRequestErrors } from "../errors.ts";

export const importInput = z.strictObject({ dry_run: z.enum(["true", "false"]).default("false") });

const reasons: Record<(typeof importReasons)[number], string> = {
  not_a_row: "a line that is not a row",
  wrong_value: "a value of the wrong kind, or none where there has to be one",
  no_parent: "what it belongs to is neither in the archive nor here",
  not_allowed: "a form would not take it either",
  taken: "something else here has that place already",
  too_large: "larger than a file may be",
  left_behind: "",
  unknown_here: "this version does not know what it is",
};

export const importOutput = z.object({
  dry_run: z.boolean(),
  tables: z.array(
    z.object({
      table: z.string(),
      created: z.int().describe("Rows that are new here."),
      known: z.int().describe("Rows that came with an earlier import, and stay as they are now."),
      contents: z.int().describe("Contents of files that came along."),
      refused: z.array(z.object({ reason: z.enum(importReasons), because: z.string(), rows: z.int() })),
    }),
  ),
});

export const importLimits = {
  takes: "bytes",
  rate: "expensive",
  bodyBytesMax: archiveMax.bytes,
  refusals: [privacyRequestErrors.archive_refused],
} as const;

export const importHelp = `The zip of an export, at most ${archiveMax.bytes / 1024 / 1024} MiB. Everything gets new ids, and lies in the workspace it is sent to. With \`dry_run\` nothing is written. Sending the same archive again goes on where an earlier import was interrupted, and changes nothing where it was not.`;

type Kind = "user" | "organization";

/** @throws Refusal `privacy_requests.archive_refused` */
export async function importSent(ctx: Context<"workspace">, kind: Kind, isDry: boolean) {
  try {
    const tables = await importFrom(ctx, await openArchive(ctx.bytes), kind, isDry);
    return { dry_run: isDry, tables: tables.map(present) };
  } catch (error) {
    if (error instanceof ArchiveError) throw privacyRequestErrors.archive_refused({ reason: error.reason });
    throw error;
  }
}

async function importFrom(ctx: Context<"workspace">, archive: ImportedArchive, kind: Kind, isDry: boolean) {
  try {
    if (archive.about.subject.kind !== kind) throw new ArchiveError("not_yours");
    const [catalogue, rules] = [ctx.port(cataloguePort), ctx.port(importRulesPort)];
    return await importArchive({ work: ctx, archive, catalogue, rules, isDry });
  } finally {
    await archive.close();
  }
}

const present = ({ refused, ...table }: ImportedTable) => ({
  ...table,
  refused: importReasons.flatMap((reason) => {
    const rows = refused[reason] ?? 0;
    const because = reason === "left_behind" ? (leftBehind[table.table] ?? reasons.unknown_here) : reasons[reason];
    return rows > 0 ? [{ reason, because, rows }] : [];
  }),
});
