import { expect, test } from "vitest";
import { collect, textOf } from "./model.contract.ts";
import type { ChatProvider, ModelCall, ModelRequest } from "./model.ts";

export type AbleUnderTest = {
  provider: ChatProvider;
  model: string;
  fetch: ModelCall["fetch"];
  /** Its models see no pictures, and it says so. */
  isBlind?: boolean;
};

const tools = [{ name: "get_weather", parameters: { type: "object", properties: { city: { type: "string" } } } }];
const png = "iVBORw0KGgo=";

/** What every vendor's adapter makes of tools, pictures, formats and whole answers; the stand-in says "Oslo". */
export function testAbilities(under: () => AbleUnderTest): void {
  const call = () => ({ fetch: under().fetch, signal: new AbortController().signal });
  const ask = (more: Partial<ModelRequest>) =>
    collect(
      under().provider.stream(
        { model: under().model, messages: [{ role: "user", content: "Use get_weather" }], ...more },
        call(),
      ),
    );

  test.each([false, true])("a tool is called with arguments that join to JSON (whole: %s)", async (whole) => {
    const chunks = await ask({ tools, whole });
    const calls = chunks.filter((chunk) => chunk.type === "tool_call");
    expect(calls[0]).toMatchObject({ index: 0, name: "get_weather", id: expect.stringMatching(/./) as string });
    expect(JSON.parse(calls.map((one) => one.arguments).join(""))).toEqual({ city: "Oslo" });
    expect(chunks.at(-1)).toEqual({ type: "finish", reason: "tool_calls" });
  });

  test("what a tool answered goes back to the model", async () => {
    const calls = [{ id: "call_1", name: "get_weather", arguments: '{"city":"Oslo"}' }];
    const messages: ModelRequest["messages"] = [
      { role: "user", content: "Weather?" },
      { role: "assistant", content: "", tool_calls: calls },
      { role: "tool", tool_call_id: "call_1", content: "4 degrees" },
    ];
    expect(textOf(await ask({ messages, tools }))).toContain("4 degrees");
  });

  test("a picture is shown to the model, or refused where it sees none", async () => {
    const content = [
      { type: "text" as const, text: "Look" },
      { type: "image" as const, media_type: "image/png", data: png },
    ];
    const asked = ask({ messages: [{ role: "user", content }] });
    if (under().isBlind) return expect(asked).rejects.toMatchObject({ code: "provider.request_refused" });
    expect(textOf(await asked)).toContain("1 picture");
  });

  test("an answer in JSON is text, and ends as an answer does", async () => {
    const schema = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
    const messages = [{ role: "user" as const, content: "Where?" }];
    const chunks = await ask({ messages, format: { type: "json_schema", name: "place", schema } });
    expect(JSON.parse(textOf(chunks))).toEqual({ city: "Oslo" });
    expect(chunks.at(-1)).toEqual({ type: "finish", reason: "stop" });
  });

  test("a whole answer says the same as a stream", async () => {
    const messages = [{ role: "user" as const, content: "echo: the same words" }];
    expect(textOf(await ask({ messages, whole: true }))).toBe(textOf(await ask({ messages })));
  });
}
