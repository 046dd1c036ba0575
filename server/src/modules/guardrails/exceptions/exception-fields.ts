import * as z from "zod";
import { type ClassId, classes } from "../../../egress/public.ts";
import { timeOutput } from "../../../framework/endpoint.ts";

export const classField = z.enum(Object.keys(classes) as [ClassId, ...ClassId[]]).describe("A data class.");

export const exceptionFields = {
  class: classField,
  note: z.string().trim().min(1).max(200).nullable().describe("Why, in your words."),
};

export const exceptionOutput = z.object({
  id: z.string(),
  ...exceptionFields,
  created_by: z.string().nullable(),
  created_at: timeOutput,
});
