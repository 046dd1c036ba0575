import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";
import type { AgentInUse } from "../agents/public.ts";
import type { SaidTurn } from "../files/public.ts";

/** What a run is given to begin with. */
export type Told = {
  /** What was said so far, the oldest first; what is to be answered is last. */
  messages: SaidTurn[];
  /** Values for `{{name}}` in the instructions. */
  variables?: Record<string, string>;
  /** An agent said them, and nobody here. */
  variables_by_agent?: true;
  /** Further instructions of whoever calls the agent. */
  instructions?: string;
  /** What somebody outside sent, word for word: shown to the model behind the last message, as nobody's here. */
  received?: string;
};

/** What a person needs to know to decide about a tool call. */
export type Shown = {
  agent: string;
  title: string;
  /** JSON. */
  arguments: string;
  /** Why somebody is asked: a rule, and a sentence. */
  rule: string;
  sentence: string;
  /** Something that nobody here wrote was in context. */
  untrusted: boolean;
};

const words = {
  category: "content.private",
  purposes: ["converse"],
  seal: "object",
  erase: "shred",
  export: true,
} as const;
/** Read once more when what was asked for is sent. */
const sent = { purposes: ["converse", "deliveries"] } as const;
const when = { category: "user.behavior", purposes: ["converse"], erase: "delete", export: true } as const;
const because = "What an agent did for you can be followed step by step, and it goes on after a break.";

/** Nothing happens any more to a run in one of these. */
export const runEndStates = ["completed", "failed", "canceled", "budget_exceeded", "blocked"] as const;
export const runStates = [
  ...runEndStates,
  "queued",
  "running",
  "awaiting_approval",
  "awaiting_connection",
  "awaiting_effect",
] as const;
export type RunState = (typeof runStates)[number];
export type RunEndState = (typeof runEndStates)[number];

export const runTriggers = ["chat", "api", "v1", "schedule", "hook", "event", "agent", "test", "widget"] as const;
export type RunTrigger = (typeof runTriggers)[number];

/** An agent at work for one person: what it was asked, and what became of it. Its rows are the truth; jobs only say when to look. */
export const runs = table("runs", {
  tenant: "workspace",
  owner: owns.user("user_id"),
  private: "user_id",
  keep: { cls: "conversation", because },
  columns: {
    id: plain.id("run"),
    /** For whom it acts: with their rights, and no more. */
    user_id: plain.ref("users"),
    agent_id: plain.looseRef(),
    /** Of the agent; nothing where it was its draft. */
    agent_version: plain.int().nullable(),
    /** Who answers for the agent, whose rights it does not exceed either. */
    answerable: plain.actor(),
    conversation_id: plain.ref("conversations").nullable(),
    /** The API key by which it was asked for: its budget counts, and it is asked about each agent that goes on. */
    api_key_id: plain.looseRef().nullable(),
    /** The contact it is about: asked for consent and age before each question. Once they are gone, it goes, too. */
    contact_id: plain.about("contact").nullable(),
    /** The answer that it writes. */
    message_id: plain.looseRef().nullable(),
    /** The tool call of another run that waits for this one. */
    parent_call_id: plain.looseRef().nullable(),
    depth: plain.int().default("0"),
    trigger: plain.oneOf(runTriggers),
    trigger_id: plain.looseRef().nullable(),
    state: plain.oneOf(runStates),
    /** Why it ended otherwise than well. */
    reason: plain.word().nullable(),
    /** Opens all that is said in it; wrapped under the user's `conversation` key. */
    object_key: plain.objectKey(),
    /** The agent as it was when the run began. */
    config: personal.json<AgentInUse>({ ...words, ...sent, export: false }),
    input: personal.json<Told>({ ...words, ...sent }),
    output: personal.text({ ...words, ...sent }).nullable(),
    sandbox: plain.bool(),
    /** Nothing is changed outside and nobody is asked: it is told so instead. */
    rehearsal: plain.bool().default("false"),
    /** Something that nobody here wrote is in its context. */
    untrusted: plain.bool().default("false"),
    steps: plain.int().default("0"),
    steps_max: plain.int(),
    deadline_at: plain.time(),
    /** Since when nothing is done because it waits for somebody. */
    waiting_since: plain.time().nullable(),
    /** What its model calls took, those of runs that it began included, and the most they may, in micro-credits. */
    cost_micros: plain.long().default("0"),
    budget_micros: plain.long().nullable(),
    /** The budget that ended it, where one of those that count for more than this run did. */
    ended_by_budget: plain.looseRef().nullable(),
    /** The one try that may write now; whoever comes later puts its own here. */
    holder: plain.looseRef().nullable(),
    /** Until then whoever holds it is believed to be alive. */
    held_until: plain.time().nullable(),
    /** Counts what happened that it may have waited for. */
    woken: plain.int().default("0"),
    cancel_asked_at: plain.time().nullable(),
    /** Counts changes; whoever follows says up to which they have seen. */
    revision: plain.int().default("0"),
    created_at: personal.time(when),
    started_at: personal.time(when).nullable(),
    ended_at: personal.time(when).nullable(),
  },
  checks: ["(state in ('completed', 'failed', 'canceled', 'budget_exceeded', 'blocked')) = (ended_at is not null)"],
  indexes: [
    { on: ["workspace_id", "user_id", "id"] },
    { on: ["workspace_id", "conversation_id"], where: "conversation_id is not null" },
    { on: ["workspace_id", "agent_id", "id"] },
    { on: ["contact_id"], where: "contact_id is not null" },
    { on: ["parent_call_id"], where: "parent_call_id is not null" },
    { on: ["user_id"] },
    { on: ["answerable"], where: "answerable is not null" },
    { on: ["state", "id"], where: "ended_at is null" },
  ],
});

/** One question to the model, and the tools that it asked for in answer. */
export const runSteps = table("run_steps", {
  tenant: "workspace",
  owner: owns.via("run_id", "runs"),
  private: "user_id",
  keep: { cls: "conversation", because },
  columns: {
    id: plain.id("stp"),
    run_id: plain.ref("runs"),
    user_id: plain.ref("users"),
    number: plain.int(),
    /** How often the model was asked: again only where nobody heard its answer. */
    attempt: plain.int().default("1"),
    state: plain.oneOf(["asking", "calling", "done", "failed"]),
    generation_id: plain.looseRef(),
    text: personal.text(words).nullable(),
    error_code: plain.word().nullable(),
    /** While it is `asking` and could not be asked: whose yes it waits for, or when it is tried again. */
    approval_id: plain.looseRef().nullable(),
    retry_at: plain.time().nullable(),
    started_at: personal.time(when),
    ended_at: personal.time(when).nullable(),
  },
  indexes: [{ on: ["workspace_id", "run_id", "number"], unique: true }, { on: ["user_id"] }],
});

export const callEndStates = ["done", "failed", "refused"] as const;
export const callStates = [
  ...callEndStates,
  "asked",
  "awaiting_approval",
  "awaiting_connection",
  "awaiting_delivery",
  "awaiting_run",
] as const;
export type CallState = (typeof callStates)[number];

/** A tool that the model asked for. Its id is the one that the model is given. */
export const toolCalls = table("tool_calls", {
  tenant: "workspace",
  owner: owns.via("run_id", "runs"),
  private: "user_id",
  keep: { cls: "conversation", because },
  columns: {
    id: plain.id("tcl"),
    run_id: plain.ref("runs"),
    step_id: plain.ref("run_steps"),
    user_id: plain.ref("users"),
    /** Among the calls of its step. */
    place: plain.int(),
    /** As the agent has it; `unknown` where the model made it up, and what it said is in `input`. */
    tool: plain.word(),
    /** The arguments as the model wrote them, which need not be JSON. */
    input: personal.text({ ...words, ...sent }),
    /** HMAC under the run's key over agent, tool and arguments: what an approval stands for. */
    input_hash: personal.blindIndex({ category: "content.private", purposes: ["converse"], erase: "delete" }),
    effect: plain.oneOf(["none", "reads", "writes"]),
    state: plain.oneOf(callStates),
    /** The rule by which it ran, waits or was refused. */
    verdict: plain.word().nullable(),
    /** Something that nobody here wrote was in context when the model asked for it. */
    untrusted: plain.bool().default("false"),
    /** So was what it answered. */
    answers_untrusted: plain.bool().default("false"),
    approval_id: plain.looseRef().nullable(),
    delivery_id: plain.looseRef().nullable(),
    child_run_id: plain.looseRef().nullable(),
    /** What the model was told. */
    output: personal.text({ ...words, ...sent }).nullable(),
    error_code: plain.word().nullable(),
    attempts: plain.int().default("0"),
    started_at: personal.time(when).nullable(),
    ended_at: personal.time(when).nullable(),
  },
  checks: ["(state in ('done', 'failed', 'refused')) = (ended_at is not null)"],
  indexes: [
    { on: ["workspace_id", "run_id", "step_id", "place"], unique: true },
    { on: ["delivery_id"], where: "state = 'awaiting_delivery'" },
    { on: ["approval_id"], where: "state = 'awaiting_approval'" },
    { on: ["user_id"] },
  ],
});

/** What whoever decides about a tool call is shown of it. Goes with the call, and so with the person the run is for. */
export const toolQuestions = table("tool_questions", {
  tenant: "workspace",
  owner: owns.via("call_id", "tool_calls"),
  keep: { cls: "conversation", because: "Whoever decides has to see what about." },
  key: ["approval_id"],
  columns: {
    approval_id: plain.looseRef(),
    call_id: plain.ref("tool_calls"),
    user_id: plain.ref("users"),
    agent_id: plain.looseRef(),
    tool: plain.word(),
    shown: personal.json<Shown>({ ...words, purposes: ["converse", "approve"], seal: "subject" }),
    created_at: plain.time(),
  },
  indexes: [{ on: ["workspace_id", "call_id"] }, { on: ["user_id"] }],
});
