import * as z from "zod";
import { pictureProgram, type PictureRead, type ReadPicture } from "../../modules/attachments/public.ts";
import { Unreadable } from "../../modules/knowledge/public.ts";
import { readApart, type ReadLimits } from "./read-apart.ts";

const usualLimits: ReadLimits = {
  timeMs: 30_000,
  heapMiB: 256,
  residentMiB: 900,
  answerBytes: 8 * 1024 * 1024,
};

const pictureShape = z.object({ width: z.int(), height: z.int(), picture: z.base64(), preview: z.base64() });

/** Reads a picture in a process of its own. @throws Unreadable */
export const readPicture =
  (limits: ReadLimits = usualLimits): ReadPicture =>
  async (format, bytes, { signal }) =>
    readAnswer(await readApart(bytes, { program: pictureProgram, format, limits, usesAddons: true, signal }));

function readAnswer(answer: string | undefined): PictureRead {
  if (answer === undefined) throw new Unreadable("attachments.too_heavy");
  const said: unknown = JSON.parse(answer);
  const read = pictureShape.safeParse(said);
  if (read.success) return read.data;
  throw new Unreadable(`attachments.${z.object({ code: z.string() }).parse(said).code}`);
}
