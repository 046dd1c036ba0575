import { personal, plain } from "../framework/columns.ts";
import { owns, table } from "../framework/table.ts";
import type { Counts } from "./guardrail/verdicts/tables.ts";
import { generationKinds, surfaces } from "./request.ts";

const usage = { category: "user.behavior", purposes: ["converse"], erase: "delete", export: true } as const;

/** Which contact an AI call was about: what they are told when they ask, and what goes with them. Holds no content. */
export const contactGenerations = table("contact_generations", {
  tenant: "workspace",
  owner: owns.via("contact_id", "contacts"),
  keep: { cls: "conversation", because: "A contact can be told which AI calls were about them, and who answered." },
  columns: {
    id: plain.id("cgn"),
    generation_id: plain.ref("generations"),
    contact_id: plain.ref("contacts"),
    /** Kind of provider that was asked first. */
    recipient: plain.word().nullable(),
    asked_model: plain.word(),
    asked_at: personal.time(usage),
  },
  indexes: [{ on: ["workspace_id", "contact_id", "generation_id"] }, { on: ["workspace_id", "generation_id"] }],
});

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
    kind: plain.oneOf(generationKinds).default("'text'"),
    surface: plain.oneOf(surfaces).default("'chat'"),
    /** Who asked in the person's name: the person, an API key, a job. */
    caller: plain.looseRef().nullable(),
    agent_id: plain.looseRef().nullable(),
    route: plain.looseRef().nullable(),
    state: plain.oneOf(["running", "completed", "stopped", "failed", "interrupted"]),
    /** The connection that answered, or `sandbox`; while it runs, the first that is asked. */
    provider: plain.word(),
    provider_kind: plain.word().nullable(),
    model: plain.word(),
    sandbox: plain.bool(),
    /** HMAC of the whole request under the artefact's own key: comparable while that key exists, noise after. */
    prompt_hash: personal.blindIndex({ category: "content.private", purposes: ["converse"], erase: "delete" }),
    /** What the guardrail said before it was sent, and the rule that said so. */
    verdict: plain.word().nullable(),
    verdict_rule: plain.word().nullable(),
    /** How many of each class were found in what left with placeholders. */
    verdict_counts: plain.json<Counts>().nullable(),
    /** Targets that failed before the one that answered, and the last one where none did. */
    attempts: plain.json<{ provider: string; model: string; code: string; ms: number }[]>().nullable(),
    tokens_in: plain.int().nullable(),
    tokens_out: plain.int().nullable(),
    /** The provider did not count, or was not asked to the end. */
    tokens_estimated: plain.bool().nullable(),
    /** Parts of the above: read from the provider's cache, and thought before it spoke. */
    tokens_cached: plain.int().nullable(),
    tokens_reasoning: plain.int().nullable(),
    images: plain.int().nullable(),
    /** In micro-credits, by the price list in `price_version`. */
    cost_micros: plain.long().nullable(),
    price_version: plain.word().nullable(),
    first_token_ms: plain.int().nullable(),
    latency_ms: plain.int().nullable(),
    error_code: plain.word().nullable(),
    stop_asked_at: plain.time().nullable(),
    /** The caller is alive until then, and renews it. */
    lease_until: plain.time().nullable(),
    created_at: personal.time(usage),
    settled_at: personal.time(usage).nullable(),
  },
  indexes: [
    { on: ["user_id"] },
    { on: ["lease_until"], where: "state = 'running'" },
    // What left with placeholders is counted by the hour and by the day.
    { on: ["workspace_id", "created_at"], where: "verdict = 'redact'" },
    // What answers to visitors of an agent's widgets cost in a day.
    { on: ["workspace_id", "agent_id", "created_at"], where: "surface = 'widget'" },
  ],
});
