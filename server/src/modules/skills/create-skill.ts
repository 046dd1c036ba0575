import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { skillErrors } from "./errors.ts";
import { keepFiles } from "./keep-files.ts";
import { presentSkill, skill } from "./present-skill.ts";
import { fileInput, skillFields, skillMax } from "./parse-skill.ts";
import { insertSkill } from "./insert-skill.ts";

/** Contents in base64, and all around them. */
export const skillBodyMax = 2 * skillMax.bytes;

export const createSkill = endpoint({
  method: "POST",
  path: "/skills",
  summary: "Write a skill.",
  description: "It is a draft: no agent can be given it before it is published.",
  scope: "workspace",
  permission: "agents.write",
  purpose: "agents",
  status: 201,
  versioned: true,
  bodyBytesMax: skillBodyMax,
  input: z.strictObject({
    ...skillFields,
    body: skillFields.body.default(""),
    tools: skillFields.tools.default([]),
    files: z.array(fileInput).max(skillMax.files).default([]),
  }),
  output: skill,
  refusals: [skillErrors.limit_reached, skillErrors.file_refused],
  audit: { action: "skill.created", target: ({ id }) => id },
  async run(ctx, { files, ...content }) {
    return presentSkill(await insertSkill(ctx, { content, files: keepFiles(files, []), origin: "written" }));
  },
});
