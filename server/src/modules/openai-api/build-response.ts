import type { GenerationChunk } from "../../egress/public.ts";
import type { FinishReason, UsageChunk } from "../../integrations/roles/models/model.ts";
import { describeResponse, type Item, type ResponseHead, writeItem, writePart } from "./describe-response.ts";

type Emit = (type: string, fields: object) => void;

/** The items of a response; each begins, grows and is done before the next one begins, and each step is told. */
function followItems(emit: Emit) {
  const items: Item[] = [];
  let open: Item | undefined;
  const place = (item: Item) => ({ output_index: items.length - 1, item_id: item.id });
  const close = () => {
    if (!open) return;
    const { text } = open;
    if (open.type === "message") {
      emit("response.output_text.done", { ...place(open), content_index: 0, text, logprobs: [] });
      emit("response.content_part.done", { ...place(open), content_index: 0, part: writePart(text) });
    }
    if (open.type === "function_call")
      emit("response.function_call_arguments.done", { ...place(open), name: open.name, arguments: text });
    if (open.type === "reasoning") emit("response.reasoning_text.done", { ...place(open), content_index: 0, text });
    emit("response.output_item.done", { output_index: items.length - 1, item: writeItem(open, "completed") });
    open = undefined;
  };
  return {
    items,
    open: () => open,
    begin(item: Item): void {
      close();
      open = item;
      items.push(item);
      emit("response.output_item.added", { output_index: items.length - 1, item: writeItem(item, "in_progress") });
      if (item.type === "message")
        emit("response.content_part.added", { ...place(item), content_index: 0, part: writePart("") });
    },
    grow(delta: string): void {
      if (!open) return;
      open.text += delta;
      if (open.type === "message")
        emit("response.output_text.delta", { ...place(open), content_index: 0, delta, logprobs: [] });
      else if (open.type === "reasoning")
        emit("response.reasoning_text.delta", { ...place(open), content_index: 0, delta });
      else emit("response.function_call_arguments.delta", { ...place(open), delta });
    },
    close,
  };
}

/** Builds a response out of chunks, and tells each step as OpenAI's events do. */
export function buildResponse(head: ResponseHead, emit: Emit = () => undefined) {
  const { items, open, begin, grow, close } = followItems(emit);
  let callIndex = -1;
  let finish: FinishReason = "other";
  let usage: UsageChunk = { type: "usage", tokens_in: 0, tokens_out: 0, estimated: true };
  const idFor = (prefix: string) => `${prefix}_${head.id.slice(head.id.indexOf("_") + 1)}_${items.length}`;
  const describe = (status: "in_progress" | "completed" | "incomplete" | "failed") =>
    describeResponse(head, status, { items, finish, usage });

  const addCall = ({ index, id, name = "", arguments: words }: Extract<GenerationChunk, { type: "tool_call" }>) => {
    if (open()?.type !== "function_call" || callIndex !== index)
      begin({ type: "function_call", id: idFor("fc"), call_id: id ?? idFor("call"), name, text: "" });
    callIndex = index;
    if (words !== "") grow(words);
  };
  return {
    start(): void {
      emit("response.created", { response: describe("in_progress") });
      emit("response.in_progress", { response: describe("in_progress") });
    },
    add(chunk: GenerationChunk): void {
      if (chunk.type === "usage") usage = chunk;
      else if (chunk.type === "finish") finish = chunk.reason;
      else if (chunk.type === "tool_call") addCall(chunk);
      else {
        const type = chunk.type === "text" ? "message" : "reasoning";
        if (open()?.type !== type) begin({ type, id: idFor(type === "message" ? "msg" : "rs"), text: "" });
        grow(chunk.text);
      }
    },
    end(): object {
      close();
      const status = finish === "length" || finish === "content_filter" ? "incomplete" : "completed";
      const response = describe(status);
      emit(`response.${status}`, { response });
      return response;
    },
    fail(error: { code: string; message: string }): void {
      emit("response.failed", { response: { ...describe("failed"), error } });
    },
  };
}
