import * as z from "zod";
import { documentStates } from "../tables.ts";
import { describeFailure } from "./describe-failure.ts";
import type { OpenDocument } from "./find-document.ts";

export const document = z.object({
  id: z.string(),
  collection_id: z.string(),
  file_id: z.string().nullable(),
  title: z.string(),
  url: z.string().nullable(),
  state: z.enum(documentStates),
  error: z
    .object({ code: z.string(), title: z.string(), help: z.string() })
    .nullable()
    .describe("Why it could not be taken in, and what to do about it."),
  format: z.string().nullable(),
  pages: z.int().nullable(),
  passages: z.int(),
  embedded: z.int().describe("How many passages have a vector."),
  held_back: z.int().describe("How many passages the guardrail kept from the model; they are found by their words."),
  found: z.record(z.string(), z.int()).describe("How much of which data class was found in it."),
  sandbox: z.boolean().describe("Its vectors come from the sandbox: no AI was called."),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});

export function presentDocument(row: OpenDocument): z.infer<typeof document> {
  const { id, collection_id, file_id, title, url, state, format, pages, passages, embedded, held_back } = row;
  const times = { created_at: row.created_at.toISOString(), updated_at: row.updated_at.toISOString() };
  const error = row.error_code === null ? null : describeFailure(row.error_code);
  const said = { id, collection_id, file_id, title, url, state, error, format, pages, passages, embedded, held_back };
  return { ...said, found: row.found, sandbox: row.sandbox, ...times };
}
