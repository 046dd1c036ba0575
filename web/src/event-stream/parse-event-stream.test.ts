import { expect, test } from "vitest";
import { createEventParser, readEventStream } from "./parse-event-stream.ts";

const wire = ': hi\n\nid: 7\nevent: delta\ndata: {"a":1}\n\nid: 8\r\ndata: two\r\ndata: lines\r\n\r\n';
const events = [
  { id: "7", type: "delta", data: '{"a":1}' },
  { id: "8", type: "message", data: "two\nlines" },
];

test("events come out whole however the bytes are cut", () => {
  for (let size = 1; size <= wire.length; size++) {
    const parse = createEventParser();
    const chunks = wire.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? [];
    expect(chunks.flatMap((chunk) => parse(chunk))).toEqual(events);
  }
});

test("an event without data is not told, and keeps its id for the next", () => {
  const parse = createEventParser();
  expect(parse("id: 3\n\ndata: x\n\n")).toEqual([{ id: "3", type: "message", data: "x" }]);
});

test("a stream that falls silent ends, so that its reader can connect again", async () => {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => controller.enqueue(new TextEncoder().encode("data: one\n\n")),
  });
  const seen: string[] = [];
  for await (const event of readEventStream(body, 20)) seen.push(event.data);
  expect(seen).toEqual(["one"]);
});
