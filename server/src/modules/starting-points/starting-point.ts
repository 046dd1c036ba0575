import * as z from "zod";
import { serviceNames } from "../../integrations/roles/connector.ts";
import { startingPointAgent } from "../agents/public.ts";
import { evaluationCases } from "../evaluations/public.ts";

/** What a file in `points` holds. Its version counts what was changed in it: agents made of it before stay as they are. */
export const startingPoint = z.strictObject({
  slug: z.string().regex(/^[a-z][a-z-]{2,39}$/),
  version: z.int().min(1),
  title: z.string().min(1).max(60),
  says: z.string().min(1).max(300).describe("What it does, and what it does not, in words for people."),
  afterwards: z.string().min(1).max(200).describe("What is worth doing once it is made."),
  asks: z
    .partialRecord(z.enum(serviceNames), z.array(z.string()).min(1))
    .describe("What accounts elsewhere are used for: no more than its tools need."),
  agent: startingPointAgent.describe("As `POST /agents` takes it."),
  cases: evaluationCases.min(3).describe("What it is tried on, as `PUT /agents/{agent_id}/evaluation-set` takes it."),
});
export type StartingPoint = z.output<typeof startingPoint>;
