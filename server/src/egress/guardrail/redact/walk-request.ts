import type { ContentPart, ModelMessage, ToolCall } from "../../../integrations/roles/model.ts";
import type { GenerationRequest } from "../../request.ts";

type Change = (text: string) => string;

/** Every text of a request that a provider gets to see, in the order in which they stand. */
export function readTexts(request: GenerationRequest): string[] {
  const texts: string[] = [];
  changeTexts(request, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}

/** The request with its texts changed, asked for in the order of `readTexts`. Pictures are not looked into. */
export function changeTexts<R extends GenerationRequest>(request: R, change: Change): R {
  return { ...request, ...changed(request, change) };
}

function changed(request: GenerationRequest, change: Change): Partial<GenerationRequest> {
  if (request.kind === "embedding" || request.kind === "moderation") return { input: request.input.map(change) };
  if (request.kind === "image") {
    return { prompt: change(request.prompt), ...some({ extra: request.extra }, change) };
  }
  const { instructions, messages, tools, format, stop, extra } = request;
  return {
    ...some({ instructions }, change),
    messages: messages.map((message) => changeMessage(message, change)),
    // What a tool is called is code, and so are the names of its parameters.
    ...(tools
      ? { tools: tools.map(({ name, ...rest }) => ({ name, ...(changeJson(rest, change) as typeof rest) })) }
      : {}),
    ...(format?.type === "json_schema" ? { format: { ...format, schema: changeJson(format.schema, change) } } : {}),
    ...some({ stop, extra }, change),
  } as Partial<GenerationRequest>;
}

function changeMessage(message: ModelMessage, change: Change): ModelMessage {
  if (message.role === "tool") return { ...message, content: change(message.content) };
  if (message.role === "user") {
    const { content } = message;
    return { ...message, content: typeof content === "string" ? change(content) : content.map(partChanger(change)) };
  }
  const { tool_calls: calls } = message;
  const content = change(message.content);
  return { ...message, content, ...(calls ? { tool_calls: calls.map((call) => changeCall(call, change)) } : {}) };
}

const partChanger = (change: Change) => (part: ContentPart) =>
  part.type === "text" ? { ...part, text: change(part.text) } : part;

/** Read as JSON, so that a value that JSON escapes is seen as it is; what is no JSON is a text like any other. */
function changeCall(call: ToolCall, change: Change): ToolCall {
  const parsed = parse(call.arguments);
  return {
    ...call,
    arguments: parsed === undefined ? change(call.arguments) : JSON.stringify(changeJson(parsed, change)),
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function changeJson(value: unknown, change: Change): unknown {
  if (typeof value === "string") return change(value);
  if (typeof value === "number" && String(value).length >= leastDigits) return numberChanged(value, change);
  if (Array.isArray(value)) return value.map((one) => changeJson(one, change));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, changeJson(one, change)]));
}

/** A card or phone number may be written as a number; one that is changed becomes a text. */
const leastDigits = 7;
function numberChanged(value: number, change: Change): unknown {
  const written = String(value);
  const text = change(written);
  return text === written ? value : text;
}

function some(fields: Record<string, unknown>, change: Change): Record<string, unknown> {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, changeJson(value, change)]));
}
