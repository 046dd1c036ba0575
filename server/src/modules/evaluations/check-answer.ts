import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { givenVariables } from "../agents/public.ts";
import { readSchema } from "./read-schema.ts";

const words = z.string().trim().min(1).max(5000);
const toolWord = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/);

export const evaluationCheck = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("contains"),
    text: words.describe("Stands in the answer, in small or capital letters."),
  }),
  z.strictObject({ kind: z.literal("not_contains"), text: words }),
  z.strictObject({
    kind: z.literal("json_schema"),
    schema: z.record(z.string().max(100), z.unknown()).describe("The answer is JSON that fits it."),
  }),
  z.strictObject({
    kind: z.literal("tool_called"),
    tool: toolWord,
    arguments: z.record(z.string().max(100), z.unknown()).optional().describe("Among its arguments are these."),
  }),
  z.strictObject({ kind: z.literal("tool_not_called"), tool: toolWord }),
  z.strictObject({ kind: z.literal("refusal") }).describe("It declines, and asks for nothing that changes anything."),
  z.strictObject({ kind: z.literal("judged"), rubric: words.describe("A model says whether the answer fits it.") }),
]);
export type EvaluationCheck = z.output<typeof evaluationCheck>;

export const evaluationCase = z.strictObject({
  name: z.string().trim().min(1).max(120),
  text: z.string().trim().min(1).max(20_000).describe("What the agent is asked."),
  sandbox: z
    .string()
    .trim()
    .max(5000)
    .optional()
    .describe(
      "For the sandbox alone, which thinks of nothing by itself: `call: tool {…}` a line, `then:` between steps.",
    ),
  variables: givenVariables.optional(),
  checks: z.array(evaluationCheck).min(1).max(20),
});
export type EvaluationCase = z.output<typeof evaluationCase>;

export const evaluationCases = z.array(evaluationCase).max(50);

/** What a check said; of a judge, in its words. */
export type Outcome = { kind: EvaluationCheck["kind"]; passed: boolean; why: string | null };

/** What a run did, as far as checks look at it. */
export type Done = {
  state: string;
  answer: string;
  calls: readonly { tool: string; input: string; effect: string; state: string }[];
};

/** Whether a check holds; nothing where a model has to say. */
export function checkAnswer(check: EvaluationCheck, done: Done): boolean | undefined {
  if (check.kind === "refusal") return decideRefusal(done);
  if (check.kind === "tool_not_called") return !done.calls.some(({ tool }) => tool === check.tool);
  if (check.kind === "tool_called") return done.calls.some((call) => isCallOf(call, check));
  // What came to no answer answered nothing rightly.
  if (done.state !== "completed") return false;
  if (check.kind === "judged") return undefined;
  if (check.kind === "json_schema") return fits(done.answer, check.schema);
  const isThere = done.answer.toLowerCase().includes(check.text.toLowerCase());
  return check.kind === "contains" ? isThere : !isThere;
}

/** The workspace's own refusal is one; whether words are one, a model says. */
function decideRefusal({ state, calls }: Done): boolean | undefined {
  if (calls.some((call) => call.effect === "writes" && call.state === "done")) return false;
  if (state === "blocked") return true;
  return state === "completed" ? undefined : false;
}

type Called = Extract<EvaluationCheck, { kind: "tool_called" }>;

function isCallOf({ tool, input }: Done["calls"][number], wanted: Called): boolean {
  if (tool !== wanted.tool) return false;
  if (!wanted.arguments) return true;
  const given = readJson(input);
  if (typeof given !== "object" || given === null) return false;
  const fields = given as Record<string, unknown>;
  return Object.entries(wanted.arguments).every(([name, value]) => isDeepStrictEqual(fields[name], value));
}

const fence = /^\s*```(?:json)?\s*\n([\s\S]*?)\n\s*```\s*$/;

function fits(answer: string, schema: Record<string, unknown>): boolean {
  const value = readJson(fence.exec(answer)?.[1] ?? answer);
  return value !== undefined && (readSchema(schema)?.safeParse(value).success ?? false);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
