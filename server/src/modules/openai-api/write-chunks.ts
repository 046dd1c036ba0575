import type { GenerationChunk } from "../../egress/public.ts";
import type { UsageChunk } from "../../integrations/roles/models/model.ts";
import { finishReasons, type Head, headOf, writeUsage } from "./write-completion.ts";

/**
 * Writes chunks as OpenAI's server-sent events. What stays the same in all of them is written once: a long answer has
 * thousands.
 */
export function writeChunks(head: Head, withUsage: boolean) {
  const start = `data: ${JSON.stringify(headOf(head, "chat.completion.chunk")).slice(0, -1)},"choices":[{"index":0,"delta":`;
  const none = withUsage ? `,"usage":null` : "";
  const end = `,"logprobs":null,"finish_reason":null}]${none}}\n\n`;
  const event = (delta: string) => `${start}${delta}${end}`;
  return {
    begin: event('{"role":"assistant","content":""}'),
    write(chunk: GenerationChunk): string {
      switch (chunk.type) {
        case "text":
          return event(`{"content":${JSON.stringify(chunk.text)}}`);
        case "reasoning":
          return event(`{"reasoning_content":${JSON.stringify(chunk.text)}}`);
        case "tool_call":
          return event(JSON.stringify({ tool_calls: [writeCallDelta(chunk)] }));
        case "finish":
          return `${start}{},"logprobs":null,"finish_reason":"${finishReasons[chunk.reason]}"}]${none}}\n\n`;
        case "usage":
          return "";
      }
    },
    /** After the finish, where it was asked for: no choice, the usage. */
    usage: (usage: UsageChunk): string =>
      `data: ${JSON.stringify({ ...headOf(head, "chat.completion.chunk"), choices: [], usage: writeUsage(usage) })}\n\n`,
  };
}

function writeCallDelta({ index, id, name, arguments: words }: Extract<GenerationChunk, { type: "tool_call" }>) {
  const begins = id === undefined ? {} : { id, type: "function" };
  return { index, ...begins, function: { ...(name === undefined ? {} : { name }), arguments: words } };
}
