import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";
import type { SkillContent, SkillFile } from "./parse-skill.ts";

const ours = {
  category: "organization.content",
  purposes: ["agents", "converse"],
  seal: "subject",
  erase: "shred",
  export: true,
} as const;

export const origins = ["written", "imported"] as const;

/** Instructions for one kind of task, with files and tools, that agents open when they need them: as it is written now. */
export const skills = table("skills", {
  tenant: "workspace",
  owner: owns.organization(),
  keep: { cls: "content", because: "A skill is there until someone deletes it." },
  columns: {
    id: plain.id("skl"),
    content: personal.json<SkillContent>(ours),
    files: personal.json<SkillFile[]>(ours),
    /** Where its words are from: what was imported is somebody else's until a person publishes it. */
    origin: plain.oneOf(origins),
    /** The newest version. Agents use none that was not published. */
    published: plain.int().nullable(),
    created_by: plain.actor(),
    created_at: plain.time(),
    updated_at: plain.time(),
    version: plain.int(),
  },
});

/** What was published, as it was then. Written once: agents name it by its number. */
export const skillVersions = table("skill_versions", {
  tenant: "workspace",
  owner: owns.via("skill_id", "skills"),
  keep: { cls: "content", because: "Agents go on with the version that they were set up with." },
  columns: {
    id: plain.id("skv"),
    skill_id: plain.ref("skills"),
    number: plain.int(),
    content: personal.json<SkillContent>(ours),
    files: personal.json<SkillFile[]>(ours),
    origin: plain.oneOf(origins),
    /** Who read it and put it in use. */
    created_by: plain.actor(),
    created_at: plain.time(),
  },
  indexes: [{ on: ["workspace_id", "skill_id", "number"], unique: true }, { on: ["created_by"] }],
});
