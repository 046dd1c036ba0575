import type { Intent } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import type { Fetch } from "../../integrations/roles/calls/fetch.ts";
import type { JsonSchema } from "../../integrations/roles/models/model.ts";
import type { AgentConfig, SkillAtHand } from "../agents/public.ts";

/** For whom tools are listed: one person's connections are nobody else's. */
export type Asker = {
  userId: string;
  agentId: string;
  config: AgentConfig & { skills?: readonly SkillAtHand[] };
  /** It is an evaluation: what the agent would reach for counts, also where it is not set up or connected yet. */
  isTrial?: boolean;
};

/** What a call reaches, as far as its arguments say: rules, narrowing and the guardrail go by it. */
export type Reach = {
  /** Addresses of people. */
  recipients?: readonly string[];
  hosts?: readonly string[];
  /** What is asked for, word for word. */
  urls?: readonly string[];
  /** What it costs or moves at most, in micro-credits. */
  amountMicros?: number;
  /** What would be read by whoever it reaches. */
  texts?: readonly string[];
};

/** One call, as a tool sees it. */
export type ToolCall = {
  id: string;
  runId: string;
  agentId: string;
  userId: string;
  /** The widget whose visitor it is for. */
  widgetId?: string;
  /** What the agent's builder filled in, already checked by the tool's own schema. */
  settings: unknown;
  /** Nothing may leave: the tool answers what is marked as made up. */
  sandbox: boolean;
  /** The way out: public addresses only. */
  fetch: Fetch;
  signal: AbortSignal;
};

export type ToolOutcome =
  | { state: "answered"; output: string }
  | { state: "failed"; code: string; sentence: string }
  /** Somebody has to connect something first; the run waits and goes on by itself. */
  | { state: "needs_connection"; connection: string; sentence: string };

/** How a delivery ended, for whoever asked for it. */
export type EndedDelivery = {
  id: string;
  state: "succeeded" | "failed" | "dead" | "canceled";
  reason: string | null;
  remote_id: string | null;
};

type Common<A> = {
  /** As the model calls it; unique among all tools of an agent. */
  name: string;
  /** For people. */
  title: string;
  /** What it can do, in words for people: `can send mail`. */
  says: string;
  /** For the model. */
  description: string;
  parameters: JsonSchema;
  /** @throws where the arguments are not what the schema says: the call is then refused */
  parse(input: unknown): A;
  /** Asked of `decide` for the person it is for, and for whoever answers for the agent. */
  permission: string;
  /** Whether its answers are the workspace's own words. */
  answers: "trusted" | "untrusted";
  /** Unless the agent says otherwise. */
  approval: "never" | "always" | "first_use";
  /** Checks what a builder fills in. @throws where it is not usable */
  readSettings?(given: unknown): unknown;
  reach?(input: A, settings: unknown): Reach;
  /**
   * Whose words its description is, where nobody here wrote it: the beginning of the names of all their tools. Such words make a
   * run untrusted, and what others answered is told to them only after a yes.
   */
  outsider?: string;
};

/** `none` computes here, `reads` asks outside: both may be done again after a break. */
export type ReadingTool<A = unknown> = Common<A> & {
  effect: "none" | "reads";
  /** Outside any transaction. */
  run(work: Work, call: ToolCall, input: A): Promise<ToolOutcome>;
};

/** `writes` changes something outside: it becomes a delivery, which happens once. */
export type WritingTool<A = unknown> = Common<A> & {
  effect: "writes";
  /** What has to be connected first, asked outside any transaction: the call waits for that. */
  findLack?(work: Work): Promise<{ connection: string; sentence: string } | undefined>;
  /** In the transaction that asks for it. */
  intend(
    step: Work,
    call: Omit<ToolCall, "fetch" | "signal">,
    input: A,
  ): Promise<Omit<Intent, "operationKey" | "about">>;
  /** What the model is told once it is over. */
  tell?(ended: EndedDelivery): string;
};

/** Hands the work to another agent, whose answer is this call's. */
export type DelegatingTool<A = unknown> = Common<A> & {
  effect: "none";
  /** The other one goes on in this one's place: its answer is the run's, and the conversation is its own from then on. */
  takesOver?: true;
  /** Nothing where its settings do not let it. */
  delegate(
    input: A,
    settings: unknown,
  ): { agent: string; text: string; variables?: Record<string, string> } | undefined;
};

// Whoever parses also runs: what the input is like is the tool's own business.
export type Tool = ReadingTool | WritingTool | DelegatingTool;

/** Declares a tool. */
export const declareTool = <A>(tool: ReadingTool<A> | WritingTool<A> | DelegatingTool<A>): Tool => tool;

/** Where tools come from: what is built in, connectors, MCP servers, knowledge, memory. */
export type ToolSource = {
  name: string;
  /** The tools that this person's run of this agent may have; only those the agent names are offered. */
  list(work: Work, asker: Asker): Promise<readonly Tool[]>;
};
