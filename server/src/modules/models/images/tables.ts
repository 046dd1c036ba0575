import { personal, plain } from "../../../framework/columns.ts";
import { owns, table } from "../../../framework/table.ts";

const typed = {
  category: "organization.content",
  purposes: ["models", "converse"],
  seal: "subject",
  erase: "shred",
  export: true,
} as const;

/** How images are drawn, saved under a name: asked for as `image:` and the name. */
export const imageConfigurations = table("image_configurations", {
  tenant: "organization",
  owner: owns.organization(),
  keep: { cls: "content", because: "A way to draw images is there until someone deletes it." },
  columns: {
    id: plain.id("imc"),
    name: personal.text(typed),
    name_hash: personal.blindIndex({ category: typed.category, purposes: typed.purposes, erase: "delete" }),
    /** Written below what is asked for. */
    style: personal.text(typed),
    model: plain.word(),
    /** Pixels. */
    width: plain.int(),
    height: plain.int(),
    /** How many images, where the call does not say. */
    count: plain.int(),
    created_by: plain.actor(),
    created_at: plain.time(),
  },
  indexes: [{ on: ["organization_id", "name_hash"], unique: true }, { on: ["created_by"] }],
});
