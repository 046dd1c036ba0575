import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";
import { providerKinds } from "./provider-kinds.ts";

const ours = { purposes: ["models", "agents", "converse", "knowledge"], seal: "subject", erase: "shred" } as const;

/** A connection to a vendor of models, or to a server of one's own. Deleting the row destroys the key. */
export const modelServers = table("model_servers", {
  tenant: "organization",
  owner: owns.organization(),
  keep: { cls: "credential", because: "A model server is connected until someone disconnects it." },
  columns: {
    id: plain.id("mds"),
    kind: plain.oneOf(providerKinds).default("'self-hosted'"),
    name: personal.text({ ...ours, category: "organization.content", export: true }),
    url: personal.text({ ...ours, category: "organization.content", export: true }),
    key: personal.text({ ...ours, category: "organization.authentication", export: false }).nullable(),
    state: plain.oneOf(["working", "failing"]),
    failure_code: plain.word().nullable(),
    /** Names as the server lists them. */
    models: plain.words(),
    checked_at: plain.time(),
    created_by: plain.actor(),
    created_at: plain.time(),
  },
});
