import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { skillBodyMax } from "./create-skill.ts";
import { skillErrors } from "./errors.ts";
import { findSkill } from "./find-skill.ts";
import { keepFiles } from "./keep-files.ts";
import { presentSkill, skill } from "./present-skill.ts";
import { fileInput, skillFields, skillMax } from "./parse-skill.ts";
import { changeSkill } from "./change-skill.ts";

export const updateSkill = endpoint({
  method: "PATCH",
  path: "/skills/{skill_id}",
  summary: "Change a skill's draft.",
  description: "Versions stay as they were published, and agents with the version they name.",
  scope: "workspace",
  permission: "agents.write",
  purpose: "agents",
  versioned: true,
  bodyBytesMax: skillBodyMax,
  input: z.strictObject({
    skill_id: z.string(),
    ...z.object(skillFields).partial().shape,
    files: z.array(fileInput).max(skillMax.files).optional().describe("All of them: what is not named goes."),
  }),
  output: skill,
  refusals: [skillErrors.file_refused],
  audit: { action: "skill.updated", target: ({ id }) => id },
  load: (ctx, { skill_id }) => findSkill(ctx, skill_id),
  async run(ctx, { files, ...asked }, { resource: old }) {
    const changed = Object.fromEntries(
      Object.entries(asked).filter(([name, value]) => name !== "skill_id" && value !== undefined),
    );
    const kept = files ? { files: keepFiles(files, old.files) } : {};
    return presentSkill(await changeSkill(ctx, old, { content: { ...old.content, ...changed }, ...kept }));
  },
});
