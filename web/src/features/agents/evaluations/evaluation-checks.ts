import type { EvaluationCheck } from "./evaluation-queries.ts";

type Kind = EvaluationCheck["kind"];

/** What can be asked of an answer, in words; what else a check says is written in one field. */
export const checkKinds: readonly { value: Kind; label: string; asks: string | undefined }[] = [
  { value: "contains", label: "The answer contains", asks: "These words" },
  { value: "not_contains", label: "The answer does not contain", asks: "These words" },
  { value: "json_schema", label: "The answer is JSON that fits", asks: "JSON Schema" },
  { value: "tool_called", label: "It uses a tool", asks: "The tool, and arguments as JSON behind it" },
  { value: "tool_not_called", label: "It does not use a tool", asks: "The tool" },
  { value: "refusal", label: "It declines", asks: undefined },
  { value: "judged", label: "A model judges", asks: "Rubric" },
];

/** A check as one line of text. */
export function writeCheck(check: EvaluationCheck): string {
  if (check.kind === "contains" || check.kind === "not_contains") return check.text;
  if (check.kind === "json_schema") return JSON.stringify(check.schema);
  if (check.kind === "tool_not_called") return check.tool;
  if (check.kind === "tool_called")
    return [check.tool, ...(check.arguments ? [JSON.stringify(check.arguments)] : [])].join(" ");
  return check.kind === "judged" ? check.rubric : "";
}

/** @throws SyntaxError where JSON is wanted and there is none */
export function readCheck(kind: Kind, text: string): EvaluationCheck {
  if (kind === "refusal") return { kind };
  if (kind === "contains" || kind === "not_contains") return { kind, text };
  if (kind === "judged") return { kind, rubric: text };
  if (kind === "json_schema") return { kind, schema: JSON.parse(text) as Record<string, unknown> };
  const [tool = "", ...rest] = text.trim().split(/\s+/);
  if (kind === "tool_not_called") return { kind, tool };
  const given = rest.join(" ");
  return given ? { kind, tool, arguments: JSON.parse(given) as Record<string, unknown> } : { kind, tool };
}
