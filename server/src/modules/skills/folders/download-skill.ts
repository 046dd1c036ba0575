import type { Readable } from "node:stream";
import { ZipFile } from "yazl";
import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { streamEndpoint } from "../../../framework/endpoint.ts";
import { findSkill, findVersionByNumber } from "../find-skill.ts";
import { bytesOf } from "../keep-files.ts";
import type { SkillContent, SkillFile } from "../parse-skill.ts";
import { writeSkillFile } from "./read-skill-file.ts";

export const downloadSkill = streamEndpoint({
  method: "GET",
  path: "/skills/{skill_id}/folder",
  summary: "A skill as an Agent Skills folder, in a zip.",
  description: "What agents here may do with its tools, and settings of these, is not in it.",
  scope: "workspace",
  permission: "agents.read",
  purpose: "agents",
  contentType: "application/zip",
  fileName: ({ skill_id }) => `${skill_id.replace(/[^\w-]/g, "")}.zip`,
  input: z.strictObject({
    skill_id: z.string(),
    number: z.coerce.number().int().min(1).max(2_147_483_647).optional().describe("Which version; else the draft."),
  }),
  load: (ctx, asked) => findContent(ctx, asked),
  async *stream(ctx, asked) {
    yield* writeFolder(await findContent(ctx, asked));
  },
});

type Asked = { skill_id: string; number?: number | undefined };
type Found = { content: SkillContent; files: readonly SkillFile[] };

const findContent = (work: Work, { skill_id, number }: Asked): Promise<Found> =>
  number === undefined ? findSkill(work, skill_id) : findVersionByNumber(work, skill_id, number);

/** The same skill gives the same bytes. */
const entryOptions = { mtime: new Date(2000, 0, 1), mode: 0o100644, forceDosTimestamp: true };

async function* writeFolder({ content, files }: Found) {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(writeSkillFile(content)), `${content.name}/SKILL.md`, entryOptions);
  for (const file of files) zip.addBuffer(bytesOf(file), `${content.name}/${file.path}`, entryOptions);
  zip.end();
  for await (const chunk of zip.outputStream as Readable) yield chunk as Uint8Array;
}
