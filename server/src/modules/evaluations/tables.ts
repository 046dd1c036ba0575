import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";
import type { EvaluationCase, Outcome } from "./check-answer.ts";

/** What an agent is tried on, as a whole: one list, which goes with the agent. */
export const evaluationSets = table("evaluation_sets", {
  tenant: "workspace",
  owner: owns.via("agent_id", "agents"),
  keep: { cls: "content", because: "Each version of an agent is tried on the same questions." },
  key: ["agent_id"],
  columns: {
    agent_id: plain.ref("agents"),
    cases: personal.json<EvaluationCase[]>({
      category: "organization.content",
      purposes: ["agents", "converse"],
      seal: "subject",
      erase: "shred",
      export: true,
    }),
    updated_by: plain.actor(),
    updated_at: plain.time(),
    version: plain.int(),
  },
  indexes: [{ on: ["updated_by"] }],
});

/** One trial of one version: counts only, for all who see the agent. */
export const evaluations = table("evaluations", {
  tenant: "workspace",
  owner: owns.via("agent_id", "agents"),
  keep: { cls: "content", because: "Versions of an agent can be compared by how they did." },
  columns: {
    id: plain.id("evl"),
    agent_id: plain.ref("agents"),
    /** Nothing where it was the draft. */
    agent_version: plain.int().nullable(),
    /** Keyed hash over the agent as it was and its cases: what the result is about. */
    subject_hash: plain.hash(),
    cases: plain.int(),
    passed: plain.int().default("0"),
    failed: plain.int().default("0"),
    budget_micros: plain.long().nullable(),
    /** What its runs and judges took so far, in micro-credits. */
    cost_micros: plain.long().default("0"),
    created_by: plain.actor(),
    created_at: plain.time(),
    ended_at: plain.time().nullable(),
  },
  indexes: [{ on: ["workspace_id", "agent_id", "id"] }, { on: ["created_by"] }],
});

/** How one case went. What was said is its person's alone: they may have lent the agent their own connections. */
export const evaluationResults = table("evaluation_results", {
  tenant: "workspace",
  owner: owns.user("user_id"),
  private: "user_id",
  keep: { cls: "conversation", because: "Whoever tried an agent sees what came of each question." },
  columns: {
    id: plain.id("evr"),
    evaluation_id: plain.ref("evaluations"),
    user_id: plain.ref("users"),
    place: plain.int(),
    run_id: plain.looseRef(),
    state: plain.oneOf(["pending", "passed", "failed"]),
    /** What its judges took, and, once it is decided, its run as well. */
    cost_micros: plain.long().default("0"),
    told: personal.json<{ case: EvaluationCase; outcomes: Outcome[] }>({
      category: "content.private",
      purposes: ["converse", "agents"],
      seal: "subject",
      erase: "shred",
      export: true,
    }),
  },
  indexes: [
    { on: ["workspace_id", "evaluation_id", "place"], unique: true },
    { on: ["workspace_id", "run_id"] },
    { on: ["user_id"] },
  ],
});
