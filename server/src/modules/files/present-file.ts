import * as z from "zod";
import type { FileRow } from "./find-file.ts";
import { belongings, type Kind, kinds } from "./find-kind.ts";

export const file = z.object({
  id: z.string(),
  name: z.string(),
  belongs_to: z.enum(belongings).describe("The workspace, or the person who uploaded it alone."),
  state: z.enum(["empty", "stored", "damaged"]).describe("`empty` until its content has come."),
  type: z.string().nullable().describe("Media type as found in the content."),
  bytes: z.int().nullable(),
  created_at: z.iso.datetime(),
});

export function presentFile(kind: Kind, row: Omit<FileRow, "name">, name: string): z.infer<typeof file> {
  const { id, type, bytes } = row;
  const state = row.object === null ? "empty" : row.damaged_at ? "damaged" : "stored";
  return {
    id,
    name,
    belongs_to: kind === kinds.me ? "me" : "workspace",
    state,
    type,
    bytes,
    created_at: row.created_at.toISOString(),
  };
}
