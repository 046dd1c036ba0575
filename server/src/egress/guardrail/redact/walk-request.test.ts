import { expect, test } from "vitest";
import type { TextRequest } from "../../request.ts";
import { changeSaid, readSaid, readTexts } from "./walk-request.ts";

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
      tool_calls: [{ id: "call", name: "send", arguments: '{"to":"fo\\"ur", "n":12345678}' }],
    },
    { role: "assistant", content: "", tool_calls: [{ id: "call2", name: "send", arguments: "five {" }] },
    { role: "tool", tool_call_id: "call", content: "six" },
  ],
  tools: [
    { name: "send", description: "seven", parameters: { type: "object", properties: { to: { enum: ["eight"] } } } },
  ],
  format: { type: "json_schema", name: "answer", schema: { title: "nine" } },
  tool_choice: { name: "send" },
  stop: ["ten"],
  extra: { user: "eleven", deep: [{ a: "twelve" }], seed: 7 },
} as unknown as TextRequest;

const texts = ["one", "two", "three", 'fo"ur', "12345678", "five {", "six", "seven", "eight", "nine", "ten"];

test("every text that a provider would see is read, also what things are called", () => {
  const said = readSaid(request);
  expect(said.map(({ text }) => text)).toEqual(
    expect.arrayContaining([...texts, "You are Ada's.", "eleven", "twelve", "send", "call", "call2", "answer", "user"]),
  );
  const names = said.filter(({ isName }) => isName).map(({ text }) => text);
  expect(new Set(names)).toEqual(
    new Set(
      "call send to n call2 description parameters type properties enum answer title deep a user seed".split(" "),
    ),
  );
  expect(said).toContainEqual({ text: 'fo"ur', before: '"to": "' });
});

test("a change reaches each of them and nothing else", () => {
  const changed = changeSaid(request, ({ text, isName }) => (isName ? text : `!${text}`));
  expect(changed.messages[2]).toMatchObject({
    tool_calls: [{ id: "call", name: "send", arguments: '{"to":"!fo\\"ur", "n":"!12345678"}' }],
  });
  expect(changeSaid(request, ({ text }) => text)).toEqual(request);
  const renamed = changeSaid(request, ({ text, isName }) => (isName && text === "send" ? "N_1" : text));
  expect(JSON.stringify(renamed)).not.toContain('"send"');
});

test("arguments stay byte by byte, with long numbers, names given twice, and as deep as they are", () => {
  const odd = `{"a" : 123456789012345678901234567890, "a":"\\u00fc", "b": ${"[".repeat(5000)}${"]".repeat(5000)}}`;
  const call = { id: "c", name: "n", arguments: odd };
  const asked = { ...request, messages: [{ role: "assistant", content: "", tool_calls: [call] }] } as TextRequest;
  expect(changeSaid(asked, ({ text }) => text)).toEqual(asked);
  expect(readTexts(asked)).toContain("123456789012345678901234567890");
});

test("the required fields of a schema are called as its fields are", () => {
  const schema = { type: "object", properties: { "bob@example.org": {} }, required: ["bob@example.org"] };
  const asked = { ...request, format: { type: "json_schema", name: "x", schema } } as TextRequest;
  const changed = changeSaid(asked, ({ text, isName }) => (isName && text.includes("@") ? "EMAIL_1" : text));
  expect(changed.format).toMatchObject({ schema: { properties: { EMAIL_1: {} }, required: ["EMAIL_1"] } });
});

test("inputs and prompts of other calls are read", () => {
  expect(readTexts({ kind: "embedding", input: ["a", "b"] } as never)).toEqual(["a", "b"]);
  expect(readTexts({ kind: "moderation", input: ["c"] } as never)).toEqual(["c"]);
  const image = { kind: "image", prompt: "d", extra: { negative_prompt: "e" } } as never;
  expect(readTexts(image)).toEqual(["d", "negative_prompt", "e"]);
});
