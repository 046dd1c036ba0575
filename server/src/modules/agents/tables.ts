import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";
import { type AgentConfig, type AgentSettings, ratings } from "./tell-instructions.ts";

const ours = {
  category: "organization.content",
  purposes: ["agents", "converse"],
  seal: "subject",
  erase: "shred",
  export: true,
} as const;

/** Whom one talks to: instructions and a model. Belongs to the workspace; talking with it belongs to whoever talks. */
export const agents = table("agents", {
  tenant: "workspace",
  owner: owns.organization(),
  keep: { cls: "content", because: "An agent is there until someone deletes it." },
  columns: {
    id: plain.id("agt"),
    name: personal.text(ours),
    instructions: personal.text(ours),
    /** `sandbox`, or a model server's id, a slash and the model's name there. */
    model: plain.word(),
    /** Tools, limits, who may use it. Null as long as nobody set any of it. */
    settings: personal.json<AgentSettings>(ours).nullable(),
    rating: plain.oneOf(ratings).default("'everyone'"),
    /** The version that is used. As long as nothing was published, the draft is, which is what stands in this row. */
    published: plain.int().nullable(),
    /** The one that a workspace starts with. */
    example: plain.bool(),
    created_by: plain.actor(),
    created_at: plain.time(),
    updated_at: plain.time(),
    version: plain.int(),
  },
  indexes: [{ on: ["workspace_id"], where: "example", unique: true }],
});

/** What was published, as it was then. Written once: rolling back means using an older one again. */
export const agentVersions = table("agent_versions", {
  tenant: "workspace",
  owner: owns.via("agent_id", "agents"),
  keep: { cls: "content", because: "What an agent was can be compared with what it is, and used again." },
  columns: {
    id: plain.id("agv"),
    agent_id: plain.ref("agents"),
    number: plain.int(),
    config: personal.json<AgentConfig>(ours),
    /** Answers for it: its rights are no more than theirs. */
    created_by: plain.actor(),
    created_at: plain.time(),
  },
  indexes: [{ on: ["workspace_id", "agent_id", "number"], unique: true }, { on: ["created_by"] }],
});
