import type { Module } from "../../framework/endpoint.ts";
import { createSkill } from "./create-skill.ts";
import { deleteSkill } from "./delete-skill.ts";
import { skillErrors } from "./errors.ts";
import { downloadSkill } from "./folders/download-skill.ts";
import { importSkill } from "./folders/import-skill.ts";
import { getSkill } from "./get-skill.ts";
import { listSkillAgents } from "./list-skill-agents.ts";
import { listSkills } from "./list-skills.ts";
import { skills, skillVersions } from "./tables.ts";
import { updateSkill } from "./update-skill.ts";
import { getSkillVersion } from "./versions/get-skill-version.ts";
import { listSkillVersions } from "./versions/list-skill-versions.ts";
import { publishSkill, skillPublished } from "./versions/publish-skill.ts";

export const skillsModule: Module = {
  name: "skills",
  tables: [skills, skillVersions],
  endpoints: [
    listSkills,
    createSkill,
    importSkill,
    getSkill,
    updateSkill,
    deleteSkill,
    listSkillAgents,
    publishSkill,
    downloadSkill,
    listSkillVersions,
    getSkillVersion,
  ],
  events: [skillPublished],
  errors: skillErrors,
};
