import { expect, test } from "vitest";
import type { Message } from "./queries.ts";
import { applyDelta, mergeMessages, type Thread } from "./thread.ts";

function message(over: Partial<Message>): Message {
  return {
    id: "msg_2",
    conversation_id: "cnv_1",
    role: "assistant",
    state: "streaming",
    text: "",
    sandbox: false,
    model: null,
    created_at: "2026-11-21T10:00:01Z",
    run_id: null,
    superseded: false,
    withheld: false,
    not_remembered: null,
    attachments: [],
    ...over,
  };
}

const textOf = (thread: Thread | "gap") => (thread === "gap" ? "gap" : thread.map(({ text }) => text).join("|"));

test("pieces that arrive twice or overlap are added once", () => {
  let thread: Thread = [message({})];
  for (const [offset, text] of [
    [0, "Hel"],
    [0, "Hel"],
    [2, "llo"],
    [5, " you"],
  ] as const) {
    const next = applyDelta(thread, { message_id: "msg_2", offset, text });
    if (next !== "gap") thread = next;
  }
  expect(textOf(thread)).toBe("Hello you");
});

test("a piece after a hole, or of an unknown message, asks for the list again", () => {
  const thread = [message({ text: "Hel" })];
  expect(applyDelta(thread, { message_id: "msg_2", offset: 9, text: "x" })).toBe("gap");
  expect(applyDelta(thread, { message_id: "msg_9", offset: 0, text: "x" })).toBe("gap");
});

test("a late piece never changes a finished answer", () => {
  const thread = [message({ text: "Hi", state: "stopped" })];
  expect(applyDelta(thread, { message_id: "msg_2", offset: 2, text: " there" })).toBe(thread);
});

test("a list read earlier never takes back what a later event told", () => {
  const done = mergeMessages([message({ text: "All of it", state: "complete" })], [message({ text: "All" })]);
  expect(done[0]).toMatchObject({ text: "All of it", state: "complete" });
  const longer = mergeMessages([message({ text: "All of" })], [message({ text: "All" })]);
  expect(textOf(longer)).toBe("All of");
  const replaced = mergeMessages([message({ superseded: true })], [message({ state: "complete", text: "x" })]);
  expect(replaced[0]).toMatchObject({ superseded: true, state: "complete" });
});

test("messages stand in the order they were said, a question before its answer", () => {
  const question = message({ id: "msg_9", role: "user", text: "q", state: "complete" });
  const earlier = message({ id: "msg_1", text: "before", created_at: "2026-11-21T09:00:00Z" });
  expect(textOf(mergeMessages([], [message({ text: "a" }), question, earlier]))).toBe("before|q|a");
});

test("a list that was read before the answer's run began does not take the run away", () => {
  const begun = [message({ run_id: "run_1" })];
  expect(mergeMessages(begun, [message({ state: "queued" })])).toMatchObject([{ run_id: "run_1" }]);
  expect(mergeMessages([message({ state: "queued" })], begun)).toMatchObject([{ run_id: "run_1" }]);
});
