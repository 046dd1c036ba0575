import {
  startStandIn,
  type StandIn,
  type StandInBehaviour,
  type StandInRequest,
  wordsOf,
} from "../roles/models/fake.ts";

type Block = {
  type: string;
  text?: string;
  id?: string;
  name?: string;
  input?: object;
  thinking?: string;
  signature?: string;
  data?: string;
};
type Wire = { role: string; content: { type: string; text?: string; content?: string }[] };

export const anthropicError = (type: string, message: string) => ({
  type: "error",
  error: { type, message },
  request_id: "req_fake",
});

/** A local server that speaks Anthropic's Messages API as its reference describes it. */
export function startFakeAnthropic(key: string): Promise<StandIn> {
  return startStandIn((request) => {
    if (request.headers["x-api-key"] !== key || request.headers["anthropic-version"] !== "2023-06-01")
      return { kind: "status", status: 401, body: anthropicError("authentication_error", "invalid x-api-key") };
    if (request.path.startsWith("/models"))
      return { kind: "json", body: { data: [{ type: "model", id: "claude-fake-1" }], has_more: false } };
    return answerBlocks(request, blocksFor(request));
  });
}

function blocksFor({ body }: StandInRequest): Block[] {
  const tools = (body["tools"] as { name: string }[] | undefined) ?? [];
  const messages = body["messages"] as Wire[];
  const last = messages.at(-1)!.content;
  const said = last.map((part) => part.text ?? part.content ?? "").join("");
  const forced = (body["tool_choice"] as { name?: string } | undefined)?.name;
  const tool = tools.find(({ name }) => name === forced || said.includes(name));
  if (tool) return [{ type: "text", text: "Let me see. " }, call(tool.name)].slice(forced ? 1 : 0);
  const pictures = last.filter((part) => part.type === "image").length;
  return [{ type: "text", text: `Echo: ${said}${pictures ? ` (${pictures} picture)` : ""}` }];
}

const call = (name: string): Block => ({ type: "tool_use", id: `toolu_${name}`, name, input: { city: "Oslo" } });

/** An answer of these blocks, as events or whole. */
export function answerBlocks(
  { body }: StandInRequest,
  blocks: Block[],
  more: { paceMs?: number; split?: number } = {},
): StandInBehaviour {
  const usage = { input_tokens: 5, cache_read_input_tokens: 2, cache_creation_input_tokens: 0, output_tokens: 4 };
  const stop_reason = blocks.some(({ type }) => type === "tool_use") ? "tool_use" : "end_turn";
  const head = { id: "msg_fake", type: "message", role: "assistant", model: body["model"] };
  if (body["stream"] !== true) return { kind: "json", body: { ...head, content: blocks, stop_reason, usage } };
  const events = [
    event("message_start", { message: { ...head, content: [], usage: { ...usage, output_tokens: 1 } } }),
    event("ping", {}),
    ...blocks.flatMap(writeBlock),
    event("message_delta", { delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: 4 } }),
    event("message_stop", {}),
  ];
  return { kind: "events", events, ...more };
}

export const event = (type: string, fields: object) =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;

function writeBlock(block: Block, index: number): string[] {
  const empty = { text: { text: "" }, thinking: { thinking: "", signature: "" }, tool_use: { input: {} } }[block.type];
  const deltas =
    block.type === "text"
      ? wordsOf(block.text ?? "").map((text) => ({ type: "text_delta", text }))
      : block.type === "thinking"
        ? [
            { type: "thinking_delta", thinking: block.thinking },
            { type: "signature_delta", signature: "c2ln" },
          ]
        : block.type === "redacted_thinking"
          ? []
          : (JSON.stringify(block.input).match(/.{1,5}/g) ?? []).map((partial_json) => ({
              type: "input_json_delta",
              partial_json,
            }));
  return [
    event("content_block_start", { index, content_block: { ...block, ...empty } }),
    ...deltas.map((delta) => event("content_block_delta", { index, delta })),
    event("content_block_stop", { index }),
  ];
}
