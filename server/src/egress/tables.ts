import { personal, plain } from "../framework/columns.ts";
import { owns, table } from "../framework/table.ts";

const usage = { category: "user.behavior", purposes: ["converse"], erase: "delete", export: true } as const;

/** The one record of any AI call: written before it is sent, settled when it is over. Holds no content. */
export const generations = table("generations", {
  tenant: "workspace",
  owner: owns.user("user_id"),
  keep: { cls: "conversation", because: "Each answer says which model made it and what it took." },
  columns: {
    id: plain.id("gen"),
    user_id: plain.ref("users"),
    /** What it makes, such as a message. */
    artefact: plain.looseRef(),
    state: plain.oneOf(["running", "completed", "stopped", "failed", "interrupted"]),
    /** The model server, or `sandbox`. */
    provider: plain.word(),
    model: plain.word(),
    sandbox: plain.bool(),
    /** HMAC of the whole request under the artefact's own key: comparable while that key exists, noise after. */
    prompt_hash: personal.blindIndex({ category: "content.private", purposes: ["converse"], erase: "delete" }),
    tokens_in: plain.int().nullable(),
    tokens_out: plain.int().nullable(),
    /** The provider did not count, or was not asked to the end. */
    tokens_estimated: plain.bool().nullable(),
    first_token_ms: plain.int().nullable(),
    latency_ms: plain.int().nullable(),
    error_code: plain.word().nullable(),
    stop_asked_at: plain.time().nullable(),
    /** The caller is alive until then, and renews it. */
    lease_until: plain.time().nullable(),
    created_at: personal.time(usage),
    settled_at: personal.time(usage).nullable(),
  },
  indexes: [{ on: ["user_id"] }, { on: ["lease_until"], where: "state = 'running'" }],
});
