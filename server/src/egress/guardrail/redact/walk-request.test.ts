import { expect, test } from "vitest";
import type { TextRequest } from "../../request.ts";
import { changeTexts, readTexts } from "./walk-request.ts";

const request = {
  kind: "text",
  model: "sandbox/echo",
  instructions: "You are Ada's.",
  messages: [
    { role: "user", content: "one" },
    {
      role: "user",
      content: [
        { type: "text", text: "two" },
        { type: "image", media_type: "image/png", data: "AAAA" },
      ],
    },
    {
      role: "assistant",
      content: "three",
      tool_calls: [{ id: "call", name: "send", arguments: '{"to":"fo\\"ur","n":12345678}' }],
    },
    { role: "assistant", content: "", tool_calls: [{ id: "call2", name: "send", arguments: "five {" }] },
    { role: "tool", tool_call_id: "call", content: "six" },
  ],
  tools: [
    { name: "send", description: "seven", parameters: { type: "object", properties: { to: { enum: ["eight"] } } } },
  ],
  format: { type: "json_schema", name: "answer", schema: { title: "nine" } },
  stop: ["ten"],
  extra: { user: "eleven", deep: [{ a: "twelve" }], seed: 7 },
} as unknown as TextRequest;

test("every text that a provider would see is read, and nothing else", () => {
  const expected = [
    "You are Ada's.",
    "one",
    "two",
    "three",
    'fo"ur',
    "12345678",
    "",
    "five {",
    "six",
    "seven",
    "object",
    "eight",
  ];
  expect(readTexts(request)).toEqual([...expected, "nine", "ten", "eleven", "twelve"]);
});

test("a change reaches each of them and leaves what is code alone", () => {
  const texts = readTexts(request);
  let at = 0;
  const changed = changeTexts(request, (text) => `${at++}:${text}`);
  expect(readTexts(changed)).toEqual(texts.map((text, index) => `${index}:${text}`));
  expect(changed.messages[2]).toMatchObject({
    tool_calls: [{ id: "call", name: "send", arguments: '{"to":"4:fo\\"ur","n":"5:12345678"}' }],
  });
  expect(changed.tools?.[0]?.name).toBe("send");
  expect(changeTexts(request, (text) => text)).toEqual(request);
});

test("inputs and prompts of other calls are read", () => {
  expect(readTexts({ kind: "embedding", input: ["a", "b"] } as never)).toEqual(["a", "b"]);
  expect(readTexts({ kind: "moderation", input: ["c"] } as never)).toEqual(["c"]);
  expect(readTexts({ kind: "image", prompt: "d", extra: { negative_prompt: "e" } } as never)).toEqual(["d", "e"]);
});
