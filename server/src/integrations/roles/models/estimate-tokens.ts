import type { ModelMessage, ModelRequest } from "./model.ts";

/** Tokens that chat templates add around each message. */
const TOKENS_PER_MESSAGE = 4;
/** What vendors count for a picture of usual size. */
const TOKENS_PER_IMAGE = 1000;

/** About how many tokens a text is: a quarter of its UTF-8 bytes. For budgets and for servers that do not count. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 4);
}

function estimateMessage(message: ModelMessage): number {
  if (message.role === "assistant") {
    const calls = message.tool_calls?.map((call) => call.name + call.arguments).join("") ?? "";
    return estimateTokens(message.content + calls);
  }
  if (typeof message.content === "string") return estimateTokens(message.content);
  return message.content.reduce(
    (sum, part) => sum + (part.type === "text" ? estimateTokens(part.text) : TOKENS_PER_IMAGE),
    0,
  );
}

export function estimateRequestTokens(request: Pick<ModelRequest, "messages" | "instructions" | "tools">): number {
  const counts = request.messages.map(estimateMessage);
  if (request.instructions !== undefined) counts.push(estimateTokens(request.instructions));
  const tools = request.tools?.length ? estimateTokens(JSON.stringify(request.tools)) : 0;
  return counts.reduce((sum, count) => sum + count + TOKENS_PER_MESSAGE, tools);
}
