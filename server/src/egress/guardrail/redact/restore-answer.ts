import type { ModelChunk } from "../../../integrations/roles/models/model.ts";
import type { Placeholders } from "./placeholders.ts";
import { openRestorer, restoreName, type Restorer, type Within } from "./restore-text.ts";

/**
 * Restores a streamed answer: its text, what was reasoned, and the arguments of each tool call, each by itself. What
 * was held back comes out before the finish.
 */
export async function* restoreAnswer<T>(
  chunks: AsyncIterable<T>,
  placeholders: Placeholders,
  within: Within,
): AsyncGenerator<T> {
  if (placeholders.isEmpty) {
    yield* chunks;
    return;
  }
  const streams = new Map<string, { restorer: Restorer; wrap(text: string): ModelChunk }>();
  const open = (name: string, mode: Within, wrap: (text: string) => ModelChunk) => {
    const stream = streams.get(name) ?? { restorer: openRestorer(placeholders, mode), wrap };
    streams.set(name, stream);
    return stream;
  };
  const flush = (isCutOff: boolean) =>
    [...streams.values()].flatMap(({ restorer, wrap }) => {
      const rest = restorer.end(isCutOff);
      return rest ? [wrap(rest)] : [];
    });
  const usage: ModelChunk[] = [];
  for await (const given of chunks) {
    const chunk = given as ModelChunk;
    let out: ModelChunk[] = [];
    if (chunk.type === "usage") usage.push(chunk);
    else if (chunk.type === "finish") out = [...flush(chunk.reason !== "stop"), ...usage.splice(0), chunk];
    else if (chunk.type === "tool_call") {
      const { index, arguments: text, ...head } = chunk;
      const { restorer } = open(`tool ${index}`, "json", (rest) => ({ type: "tool_call", index, arguments: rest }));
      const restored = restorer.push(text);
      const named = head.name === undefined ? head : { ...head, name: restoreName(head.name, placeholders) };
      if (restored || "id" in head) out = [{ ...named, index, arguments: restored }];
    } else {
      const { type } = chunk;
      const { restorer } = open(type, type === "text" ? within : "plain", (text) => ({ type, text }));
      const text = restorer.push(chunk.text);
      if (text) out = [{ type, text }];
    }
    yield* out as T[];
  }
  // Only an answer that broke off ends without a finish.
  yield* [...flush(true), ...usage] as T[];
}
