import * as z from "zod";
import { timeOutput } from "../../framework/endpoint.ts";

export const epochOutput = z.object({
  id: z.string(),
  state: z
    .enum(["next", "current", "leaving", "ended"])
    .describe("New keys are wrapped under the current one; those of one that leaves are being wrapped anew."),
  store: z.string().describe("Where its key lies, or lay."),
  begun_at: timeOutput.nullable(),
  ends_by: timeOutput.nullable().describe("By then its key is destroyed, as the policy says."),
  keys: z.int().describe("Keys of subjects that are wrapped under it."),
  destroyed_at: timeOutput.nullable().describe("Since then nothing opens that was wrapped under it."),
});

export const epochsOutput = z.object({
  days: z.int().describe("How long an epoch may last."),
  changes_at: timeOutput.nullable().describe("When the next change begins; nothing where this process makes none."),
  data: z.array(epochOutput).describe("Those whose key exists, then the last that ended."),
});
