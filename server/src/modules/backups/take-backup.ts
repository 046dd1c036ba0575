import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { insertBackup } from "./insert-backup.ts";
import { backupOutput, describeBackup } from "./describe-backup.ts";

export const takeBackup = endpoint({
  method: "POST",
  path: "/operator/backups",
  summary: "Take a backup now.",
  description: "A worker takes it; ask for the list to see what came of it.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  rate: "expensive",
  input: z.strictObject({}),
  output: backupOutput,
  status: 202,
  audit: { action: "backup.asked", target: ({ id }) => id },
  run: async (ctx) => describeBackup(await insertBackup(ctx, ctx.db)),
});
