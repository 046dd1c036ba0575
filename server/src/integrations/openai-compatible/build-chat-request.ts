import type { ModelRequest } from "../roles/model.ts";

/** The JSON of `POST /chat/completions`. `max_tokens` is the name that Ollama, vLLM and llama.cpp all read. */
export function buildChatRequest(request: ModelRequest, askUsage: boolean): string {
  const instructions = request.instructions ? [{ role: "system", content: request.instructions }] : [];
  return JSON.stringify({
    model: request.model,
    messages: [...instructions, ...request.messages.map(({ role, content }) => ({ role, content }))],
    max_tokens: request.max_tokens,
    temperature: request.temperature,
    stream: true,
    stream_options: askUsage ? { include_usage: true } : undefined,
  });
}

/** Accepts what people paste: with or without `/v1`, a closing slash, or the whole endpoint. */
export function normaliseBaseUrl(pasted: string): string {
  const url = new URL(pasted);
  const path = url.pathname.replace(/\/+$/, "").replace(/\/(chat\/completions|models)$/, "");
  return `${url.origin}${path === "" ? "/v1" : path}`;
}
