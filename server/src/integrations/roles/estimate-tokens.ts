import type { ModelRequest } from "./model.ts";

/** Tokens that chat templates add around each message. */
const TOKENS_PER_MESSAGE = 4;

/** About how many tokens a text is: a quarter of its UTF-8 bytes. For budgets and for servers that do not count. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 4);
}

export function estimateRequestTokens(request: ModelRequest): number {
  const texts = request.messages.map((message) => message.content);
  if (request.instructions !== undefined) texts.push(request.instructions);
  return texts.reduce((sum, text) => sum + estimateTokens(text) + TOKENS_PER_MESSAGE, 0);
}
