import { expect, test } from "vitest";
import { describeProblem } from "./problem.ts";

const refusal = (help: string, facts: object) =>
  Object.assign(new Error("users.too_young: Too young."), {
    problem: { code: "users.too_young", title: "Too young.", help, facts, request_id: "req_1", retryable: false },
  });

test("a refusal is told with its facts in place and its request id", () => {
  expect(describeProblem(refusal("You must be at least `facts.minimum`.", { minimum: 18 }))).toEqual({
    title: "Too young.",
    help: "You must be at least 18.",
    requestId: "req_1",
    isRetryable: false,
  });
});

test("a sentence about a fact is told as the fact", () => {
  const help = "Use more words; `facts.reason` says what it was.";
  expect(describeProblem(refusal(help, { reason: "too_common" })).help).toBe("Use more words; Reason: too common.");
});

test("a fact that is missing stays as written", () => {
  expect(describeProblem(refusal("See `facts.other`.", {})).help).toBe("See `facts.other`.");
});

test("what is no refusal is called a bug, with its message", () => {
  expect(describeProblem(new Error("x is undefined"))).toMatchObject({ help: "x is undefined", requestId: "" });
});
