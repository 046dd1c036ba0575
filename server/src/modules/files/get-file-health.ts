import * as z from "zod";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { cataloguePort } from "../../privacy/public.ts";
import { readFileHealth } from "./read-file-health.ts";

export const getFileHealth = endpoint({
  method: "GET",
  path: "/operator/file-health",
  summary: "Whether the contents of all files are whole, and their store is swept.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject({}),
  output: z.object({
    files: z.int().describe("Of all organizations and people."),
    bytes: z.number().describe("Before sealing, and before the same content is kept once."),
    damaged: z.int().describe("Missing or changed in the store, as found when they were last read through."),
    oldest_check_at: timeOutput.nullable().describe("Each is read through every thirty days."),
    unnamed: z.int().describe("Objects in the store that nothing names, and that no sweep has removed in time."),
  }),
  run: (ctx) =>
    acrossTenants(ctx.database, "tell the operator whether files are whole", (db) =>
      readFileHealth((sql, values) => db.query(sql, values), ctx.port(cataloguePort), ctx.at),
    ),
});
