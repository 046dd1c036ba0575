import * as z from "zod";
import { timeOutput } from "../../framework/endpoint.ts";
import type { Notice } from "./tables.ts";

export type TakeoverRow = {
  id: string;
  notice: Notice;
  announced_at: Date;
  effective_at: Date;
  withdrawn_at: Date | null;
};

export const takeoverOutput = z.object({
  id: z.string(),
  successor: z.string().describe("Who takes the service over."),
  country: z.string(),
  privacy_contact: z.string().describe("Who answers there for personal data."),
  changes: z.string().describe("What changes, in the operator's words."),
  announced_at: timeOutput,
  effective_at: timeOutput,
});

export const presentTakeover = ({ id, notice, announced_at, effective_at }: TakeoverRow) => ({
  id,
  ...notice,
  announced_at,
  effective_at,
});
