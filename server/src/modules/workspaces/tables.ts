import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

/** Where the work is: a client account, a project, a team, a personal space. */
export const workspaces = table("workspaces", {
  tenant: "organization",
  owner: owns.organization(),
  keep: { cls: "account", because: "A workspace is there until it is deleted." },
  columns: {
    id: plain.id("wsp"),
    name: personal.text({
      category: "organization.name",
      purposes: ["account"],
      seal: "subject",
      erase: "shred",
      export: true,
    }),
    ai_enabled: plain.bool(),
    created_by: plain.actor(),
    created_at: plain.time(),
    version: plain.int(),
  },
});
