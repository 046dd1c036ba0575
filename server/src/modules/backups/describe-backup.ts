import * as z from "zod";
import { timeOutput } from "../../framework/endpoint.ts";
import { backupStates, drillStates } from "./tables.ts";

export const backupOutput = z.object({
  id: z.string(),
  state: z.enum(backupStates),
  asked_at: timeOutput,
  file: z.string().nullable().describe("Name of the file within the backup folder."),
  bytes: z.int().nullable(),
  rows: z.int().nullable(),
  files: z.int().nullable().describe("Contents of files in it; nothing where they are left out."),
  files_missing: z.int().nullable().describe("Contents that the store had no more, or not whole."),
  sha256: z.string().nullable(),
  duration_ms: z.int().nullable(),
  refusal: z.string().nullable().describe("Code of what went wrong."),
  ended_at: timeOutput.nullable(),
  drill: z
    .object({
      state: z.enum(drillStates),
      duration_ms: z.int().nullable(),
      refusal: z.string().nullable(),
      drilled_at: timeOutput.nullable(),
    })
    .nullable()
    .describe("What came of restoring it into a scratch database, where that was tried."),
});

export type StoredBackup = Omit<z.input<typeof backupOutput>, "drill"> & {
  drill_state: (typeof drillStates)[number] | null;
  drill_ms: number | null;
  drill_refusal: string | null;
  drilled_at: Date | null;
};

export const backupColumns = `id, state, asked_at, file, bytes, rows, files, files_missing, sha256,
  duration_ms, refusal, ended_at, drill_state, drill_ms, drill_refusal, drilled_at`;

export function describeBackup(row: StoredBackup): z.input<typeof backupOutput> {
  const { drill_state, drill_ms, drill_refusal, drilled_at, ...backup } = row;
  const drill = drill_state && { state: drill_state, duration_ms: drill_ms, refusal: drill_refusal, drilled_at };
  return { ...backup, drill };
}
