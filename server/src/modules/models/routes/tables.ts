import { personal, plain } from "../../../framework/columns.ts";
import { owns, table } from "../../../framework/table.ts";
import type { Constraints, RouteTarget } from "./route-target.ts";
import { strategies } from "./route-target.ts";

/** A choice among models, asked for as `auto:` and its name. */
export const routes = table("routes", {
  tenant: "organization",
  owner: owns.organization(),
  keep: { cls: "content", because: "A route is there until someone deletes it." },
  columns: {
    id: plain.id("rte"),
    name: personal.text({
      category: "organization.content",
      purposes: ["models", "agents", "converse", "knowledge"],
      seal: "subject",
      erase: "shred",
      export: true,
    }),
    name_hash: personal.blindIndex({
      category: "organization.content",
      purposes: ["models", "agents", "converse", "knowledge"],
      erase: "delete",
    }),
    strategy: plain.oneOf(strategies),
    targets: plain.json<RouteTarget[]>(),
    constraints: plain.json<Constraints>(),
    created_by: plain.actor(),
    created_at: plain.time(),
  },
  indexes: [{ on: ["organization_id", "name_hash"], unique: true }],
});
