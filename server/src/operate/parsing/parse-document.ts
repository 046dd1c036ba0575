import * as z from "zod";
import { type ParseDocument, parserProgram, Unreadable } from "../../modules/knowledge/public.ts";
import { readApart, type ReadLimits } from "./read-apart.ts";

const usualLimits: ReadLimits = {
  timeMs: 60_000,
  heapMiB: 512,
  residentMiB: 900,
  answerBytes: 64 * 1024 * 1024,
};

const parsedShape = z.object({
  blocks: z.array(z.object({ text: z.string(), heading: z.string().optional(), page: z.int().optional() })),
  title: z.string().optional(),
  pages: z.int().optional(),
});

/** Reads a document in a process of its own. @throws Unreadable */
export const parseDocument =
  (limits: ReadLimits = usualLimits): ParseDocument =>
  async (format, bytes, { signal }) =>
    readAnswer(await readApart(bytes, { program: parserProgram, format, limits, signal }));

function readAnswer(answer: string | undefined): Awaited<ReturnType<ParseDocument>> {
  if (answer === undefined) throw new Unreadable("knowledge.too_heavy");
  const said: unknown = JSON.parse(answer);
  const parsed = parsedShape.safeParse(said);
  if (parsed.success) return parsed.data;
  throw new Unreadable(z.object({ code: z.string() }).parse(said).code);
}
