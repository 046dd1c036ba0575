import { createHash } from "node:crypto";
import type { ContentPart, ModelMessage, ModelRequest, ToolChoice } from "../roles/models/model.ts";
import type { Dialect } from "./dialect.ts";

/** Parameters that Avow decides itself: never taken from what a caller sent besides. */
const ours = new Set(["model", "messages", "stream", "stream_options", "store", "n", "metadata", "user"]);

/** The JSON of `POST /chat/completions`. `max_tokens` is the name that Ollama, vLLM and llama.cpp all read. */
export function buildChatRequest(request: ModelRequest, askUsage: boolean, dialect: Dialect = {}): string {
  const told = tellSchema(request, dialect);
  const instructions = told ? [{ role: "system", content: told }] : [];
  return JSON.stringify({
    ...passOn(request.extra, dialect),
    model: request.model,
    messages: [...instructions, ...request.messages.map((message) => writeMessage(message, dialect))],
    [dialect.maxTokensField ?? "max_tokens"]: request.max_tokens,
    temperature: request.temperature,
    top_p: request.top_p,
    stop: request.stop,
    reasoning_effort: request.reasoning_effort,
    tools: request.tools?.map((tool) => ({ type: "function", function: tool })),
    tool_choice: request.tool_choice && writeToolChoice(request.tool_choice, dialect),
    response_format: writeFormat(request, dialect),
    ...(request.whole
      ? { stream: false }
      : { stream: true, stream_options: askUsage && !dialect.countsUnasked ? { include_usage: true } : undefined }),
    ...dialect.alwaysSends,
  });
}

function passOn(extra: ModelRequest["extra"], { renames }: Dialect): Record<string, unknown> {
  const entries = Object.entries(extra ?? {}).filter(([name]) => !ours.has(name));
  return Object.fromEntries(entries.map(([name, value]) => [renames?.[name] ?? name, value]));
}

function writeMessage(message: ModelMessage, dialect: Dialect): object {
  if (message.role === "tool")
    return { role: "tool", tool_call_id: writeCallId(message.tool_call_id, dialect), content: message.content };
  if (message.role === "user")
    return {
      role: "user",
      content: typeof message.content === "string" ? message.content : message.content.map(writePart),
    };
  if (!message.tool_calls?.length) return { role: "assistant", content: message.content };
  const calls = message.tool_calls.map(({ id, ...call }) => ({
    id: writeCallId(id, dialect),
    type: "function",
    function: call,
  }));
  return { role: "assistant", content: message.content || null, tool_calls: calls };
}

function writePart(part: ContentPart): object {
  if (part.type === "text") return part;
  return { type: "image_url", image_url: { url: `data:${part.media_type};base64,${part.data}` } };
}

/** OpenAI takes no longer ones; another vendor's may hold more than a name. */
const callIdMax = 40;

function writeCallId(id: string, { toolCallIds }: Dialect): string {
  if (!toolCallIds && id.length > callIdMax)
    return `call_${createHash("sha256").update(id).digest("hex").slice(0, 32)}`;
  if (!toolCallIds || /^[A-Za-z0-9]{9}$/.test(id)) return id;
  return createHash("sha256").update(id).digest("hex").slice(0, 9);
}

function writeToolChoice(choice: ToolChoice, { requiredTool }: Dialect): unknown {
  if (choice === "required") return requiredTool ?? "required";
  return typeof choice === "string" ? choice : { type: "function", function: choice };
}

function writeFormat({ format }: ModelRequest, { lacksSchema }: Dialect): unknown {
  if (!format) return undefined;
  if (format.type === "json" || lacksSchema) return { type: "json_object" };
  const { type, ...schema } = format;
  return { type, json_schema: schema };
}

function tellSchema({ format, instructions }: ModelRequest, { lacksSchema }: Dialect): string | undefined {
  if (!lacksSchema || format?.type !== "json_schema") return instructions;
  const sentence = `Answer with JSON that fits this JSON Schema:\n${JSON.stringify(format.schema)}`;
  return instructions ? `${instructions}\n\n${sentence}` : sentence;
}

/** Accepts what people paste: with or without `/v1`, a closing slash, or the whole endpoint. */
export function normaliseBaseUrl(pasted: string): string {
  const url = new URL(pasted);
  const path = url.pathname
    .replace(/\/+$/, "")
    .replace(/\/(chat\/completions|embeddings|images\/generations|models)$/, "");
  return `${url.origin}${path === "" ? "/v1" : path}`;
}
