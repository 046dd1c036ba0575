import * as z from "zod";
import { timeOutput } from "../../../framework/endpoint.ts";

export const passkeyNameField = z.string().trim().min(1).max(80).describe("What you call it, such as the device.");

export const passkeyOutput = z.object({
  id: z.string(),
  name: z.string(),
  is_synced: z.boolean().describe("It is kept in step between several devices."),
  created_at: timeOutput,
  last_used_at: timeOutput.nullable(),
});
