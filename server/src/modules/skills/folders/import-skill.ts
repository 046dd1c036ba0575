import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { skillErrors } from "../errors.ts";
import { findSkill } from "../find-skill.ts";
import { checkFiles } from "../keep-files.ts";
import { presentSkill, skill } from "../present-skill.ts";
import { changeSkill } from "../change-skill.ts";
import { insertSkill } from "../insert-skill.ts";
import { folderMax, type ReadFolder, readFolder } from "./read-folder.ts";

export const importSkill = endpoint({
  method: "POST",
  path: "/skills/import",
  summary: "Take in an Agent Skills folder.",
  description: `A zip with a \`SKILL.md\`, at most ${folderMax.bytes / 1024 / 1024} MiB, or that file alone. What comes is a draft of somebody else's words: read it, then publish it. Its tools come without settings and as they usually are; nothing in it is run.`,
  scope: "workspace",
  permission: "agents.write",
  purpose: "agents",
  rate: "expensive",
  takes: "bytes",
  bodyBytesMax: folderMax.bytes,
  status: 201,
  input: z.strictObject({
    skill_id: z
      .string()
      .regex(/^\w{1,60}$/)
      .optional()
      .describe("Whose draft it takes the place of."),
  }),
  output: skill.extend({
    left_out: z.array(z.string()).describe("Of the front matter: fields and tools that mean nothing here."),
  }),
  refusals: [skillErrors.archive_refused, skillErrors.file_refused, skillErrors.limit_reached],
  audit: { action: "skill.imported", target: ({ id }) => id },
  load: async (ctx, { skill_id }) => (skill_id === undefined ? undefined : findSkill(ctx, skill_id)),
  async prepare(ctx) {
    const pieces: Uint8Array[] = [];
    for await (const piece of ctx.bytes) pieces.push(piece);
    const read = await readFolder(Buffer.concat(pieces));
    checkFiles(read.files);
    return read;
  },
  async run(ctx, _, { resource: old, prepared }) {
    const { content, files, leftOut } = prepared as ReadFolder;
    const taken = { content, files, origin: "imported" as const };
    const row = old ? await changeSkill(ctx, old, taken) : await insertSkill(ctx, taken);
    return { ...presentSkill(row), left_out: leftOut };
  },
});
