import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { contactErrors } from "../errors.ts";
import { indexIdentity } from "../identities/index-identity.ts";
import type { Identity } from "../identities/read-identity.ts";
import { contactColumnNames } from "./read-cell.ts";
import { findExisting } from "./find-existing.ts";
import { type Draft, type Planned, planImport } from "./plan-import.ts";
import { type ImportRow, readRow, rowProblems } from "./read-row.ts";
import { importBytesMax, importRowsMax, readRows } from "./read-rows.ts";
import { writeDrafts } from "./write-drafts.ts";

const outcomes = ["created", "merged", "unchanged", "refused"] as const;
const counts = z.object({ created: z.int(), merged: z.int(), unchanged: z.int(), refused: z.int() });

export const importContacts = endpoint({
  method: "PUT",
  path: "/contacts/import",
  summary: "Import contacts from CSV; or, with `dry_run`, see row by row what would come of it.",
  description: `UTF-8 with a header; columns are \`${contactColumnNames.join("`, `")}\`, in any order. Several of a kind are divided by \`|\`, a social handle is written \`name@network\`. At most ${importRowsMax} rows. Whoever has one of a row's identities already is the one it is about: what is new is added, a name or a consent that is there stays. Sending the same file again changes nothing.`,
  scope: "workspace",
  permission: "contacts.write",
  purpose: "contacts",
  rate: "expensive",
  takes: "bytes",
  bodyBytesMax: importBytesMax,
  input: z.strictObject({ dry_run: z.enum(["true", "false"]).default("false") }),
  output: counts.extend({
    dry_run: z.boolean(),
    ignored_columns: z.int().describe("How many columns of the file have a name that means nothing here."),
    rows: z.array(
      z.object({
        line: z.int().describe("Where the row ends in the file; the header is line 1."),
        outcome: z.enum(outcomes),
        contact_id: z.string().nullable(),
        problem: z.object({ column: z.string(), reason: z.enum(rowProblems) }).nullable(),
      }),
    ),
  }),
  refusals: [contactErrors.import_unreadable, contactErrors.import_too_long, contactErrors.identity_taken],
  audit: {
    action: "contact.imported",
    target: (_output, _input, scope) => scope.workspaceId!,
    when: ({ dry_run }) => !dry_run,
  },
  prepare: (ctx) => readRows(ctx.bytes),
  async run(ctx, input, { prepared }) {
    const dry_run = input.dry_run === "true";
    const { columns, rows: raw } = prepared as Awaited<ReturnType<typeof readRows>>;
    const read = raw.map(readRow);
    const rows = read.filter((row): row is ImportRow => !("problem" in row));
    const hash = (identity: Identity) => indexIdentity(ctx, identity).toString("hex");
    const existing = await findExisting(
      ctx,
      rows.flatMap(({ identities }) => identities.map(hash)),
    );
    const planned = [...planImport(rows, { hash, existing }), ...read.flatMap(refuseUnread)];
    const ids = dry_run ? new Map<Draft, string>() : await writeDrafts(ctx, changedDrafts(planned));
    const known: readonly string[] = contactColumnNames;
    const present = ({ line, outcome, draft, problem }: Planned) => ({
      line,
      outcome,
      contact_id: (draft && (ids.get(draft) ?? draft.existing?.id)) ?? null,
      problem: problem ?? null,
    });
    return {
      ...countOutcomes(planned),
      dry_run,
      ignored_columns: columns.filter((name) => !known.includes(name)).length,
      rows: planned.toSorted((a, b) => a.line - b.line).map(present),
    };
  },
});

const refuseUnread = (row: ReturnType<typeof readRow>): Planned[] =>
  "problem" in row ? [{ ...row, outcome: "refused" }] : [];

/** Each contact once, and those only of which something is to be written. */
const changedDrafts = (planned: readonly Planned[]): Set<Draft> =>
  new Set(planned.flatMap(({ outcome, draft }) => (outcome === "unchanged" || !draft ? [] : [draft])));

function countOutcomes(planned: readonly Planned[]): z.output<typeof counts> {
  const sums = { created: 0, merged: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of planned) sums[outcome]++;
  return sums;
}
