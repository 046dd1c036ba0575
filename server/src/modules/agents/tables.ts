import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

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
    /** The one that a workspace starts with. */
    example: plain.bool(),
    created_by: plain.actor(),
    created_at: plain.time(),
    updated_at: plain.time(),
    version: plain.int(),
  },
  indexes: [{ on: ["workspace_id"], where: "example", unique: true }],
});
