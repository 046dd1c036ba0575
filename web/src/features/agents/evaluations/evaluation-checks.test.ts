import { expect, test } from "vitest";
import { readCheck, writeCheck } from "./evaluation-checks.ts";
import type { EvaluationCheck } from "./evaluation-queries.ts";

const checks: EvaluationCheck[] = [
  { kind: "contains", text: "six times seven" },
  { kind: "not_contains", text: "{" },
  { kind: "json_schema", schema: { type: "object", required: ["a"] } },
  { kind: "tool_called", tool: "calculate" },
  { kind: "tool_called", tool: "calculate", arguments: { expression: "6 * 7" } },
  { kind: "tool_not_called", tool: "send_email" },
  { kind: "refusal" },
  { kind: "judged", rubric: "It is polite." },
];

test.each(checks)("what is written of $kind is read as the same", (check) => {
  expect(readCheck(check.kind, writeCheck(check))).toEqual(check);
});

test("what is to be JSON and is none is told, not swallowed", () => {
  expect(() => readCheck("json_schema", "{")).toThrow(SyntaxError);
  expect(() => readCheck("tool_called", "calculate {")).toThrow(SyntaxError);
});
