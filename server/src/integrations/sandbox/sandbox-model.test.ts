import { describe, expect, test } from "vitest";
import type { Fetch } from "../roles/calls/fetch.ts";
import type { ModelRequest } from "../roles/models/model.ts";
import { collect, describeModelProvider, failureOf, textOf } from "../roles/models/model.contract.ts";
import { sandboxModel } from "./sandbox-model.ts";
import { sandboxNotice } from "./write-answer.ts";

const noNetwork: Fetch = () => Promise.reject(new Error("The sandbox must not call anything."));
const call = () => ({ fetch: noNetwork, signal: new AbortController().signal });
const ask = (content: string, more: Partial<ModelRequest> = {}): ModelRequest => ({
  model: "sandbox",
  messages: [{ role: "user", content }],
  ...more,
});
const answer = (content: string, more?: Partial<ModelRequest>) =>
  collect(sandboxModel({ delayMs: 0 }).stream(ask(content, more), call()));

describeModelProvider("the sandbox", async () => ({
  provider: sandboxModel({ delayMs: 2 }),
  model: "sandbox",
  fetch: noNetwork,
  slowDown: () => undefined,
  failures: { "provider.overloaded": (prompt) => `fail: ${prompt}` },
  close: async () => undefined,
}));

describe("the sandbox", () => {
  test("says in every answer that no AI was called", async () => {
    const prompts = ["Hello", "echo: hi", "think: hi", "a long answer please", "some code", "a table", "", "echo:"];
    for (const prompt of prompts) expect(textOf(await answer(prompt))).toContain(sandboxNotice);
  });

  test("gives the same request the same chunks", async () => {
    expect(await answer("Hello", { instructions: "Be kind." })).toEqual(
      await answer("Hello", { instructions: "Be kind." }),
    );
  });

  test("shows what was said and the instructions, as quotes that start no Markdown of their own", async () => {
    const text = textOf(await answer("Hi\n# Not a heading", { instructions: "Be kind." }));
    expect(text).toContain("> Hi\n> # Not a heading");
    expect(text).toContain("> Be kind.");
  });

  test("echoes after `echo:`, reasons after `think:`, writes at length when asked", async () => {
    expect(textOf(await answer("echo: one two"))).toMatch(/^one two\n/);
    expect(textOf(await answer("think: one"), "reasoning")).toContain("3 characters");
    expect(textOf(await answer("a long story")).length).toBeGreaterThan(2000);
  });

  test("breaks off after `fail:` as a busy provider would", async () => {
    const error = await failureOf(sandboxModel({ delayMs: 0 }).stream(ask("fail: now"), call()));
    expect(error).toMatchObject({ code: "provider.overloaded", retryable: true });
  });

  test("counts words, and stops at the limit with reason length", async () => {
    const chunks = await answer("one two three", { instructions: "four", max_tokens: 5 });
    expect(chunks.slice(-2)).toEqual([
      { type: "usage", tokens_in: 4, tokens_out: 5 },
      { type: "finish", reason: "length" },
    ]);
    expect(chunks.filter((chunk) => chunk.type === "text")).toHaveLength(5);
  });
});
