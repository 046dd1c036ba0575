import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

export const ruleKinds = ["term", "topic", "claim"] as const;
export const ruleLevels = ["redact", "ask", "block"] as const;

const ours = {
  category: "organization.content",
  purposes: ["guardrails"],
  seal: "subject",
  erase: "shred",
  export: true,
} as const;

/** What a workspace watches for itself, besides what everybody's detectors find. */
export const guardrailRules = table("guardrail_rules", {
  tenant: "workspace",
  owner: owns.organization(),
  keep: { cls: "content", because: "A rule holds until someone deletes it." },
  columns: {
    id: plain.id("grl"),
    kind: plain.oneOf(ruleKinds),
    level: plain.oneOf(ruleLevels),
    name: personal.text(ours),
    /** `*` at the end of one stands for any ending. */
    words: personal.json<readonly string[]>(ours),
    patterns: personal.json<readonly string[]>(ours),
    created_by: plain.actor(),
    created_at: plain.time(),
    updated_at: plain.time(),
    version: plain.int(),
  },
  indexes: [{ on: ["created_by"] }],
});

/** What somebody said is no such thing. The value itself is not kept, only its keyed hash. */
export const guardrailExceptions = table("guardrail_exceptions", {
  tenant: "workspace",
  owner: owns.organization(),
  keep: { cls: "content", because: "What was said not to be personal is not masked until someone takes that back." },
  columns: {
    id: plain.id("gex"),
    /** One of the data classes. */
    class: plain.word(),
    value_index: personal.blindIndex({ category: "organization.content", purposes: ["guardrails"], erase: "delete" }),
    /** Why, in somebody's words. */
    note: personal.text(ours).nullable(),
    created_by: plain.actor(),
    created_at: plain.time(),
  },
  indexes: [{ on: ["workspace_id", "value_index"], unique: true }, { on: ["created_by"] }],
});
