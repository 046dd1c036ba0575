interface ChatBody {
  model?: unknown;
  messages?: unknown;
  stream?: unknown;
  stream_options?: { include_usage?: unknown };
}

/** What a request asks for, as far as the fake minds. */
export interface FakeChat {
  id: string;
  model: string;
  said: string;
  isStream: boolean;
  wantsUsage: boolean;
  promptTokens: number;
}

type Refusal = [status: number, message: string, type?: string, code?: string];
interface Reading {
  models: readonly string[];
  takesParts: boolean;
  refusesStreamOptions: boolean;
  /** Of the answer. */
  id: string;
}

/** Checks a request as the real ones do. */
export function readFakeChat(
  text: string,
  { models, takesParts, refusesStreamOptions, id }: Reading,
): FakeChat | { refused: Refusal } {
  const invalid = (message: string) => ({ refused: [400, message] as Refusal });
  const body = parseBody(text);
  if (!body) return invalid("We could not parse the JSON body of your request.");
  if (!isMessageList(body.messages, takesParts)) return invalid("Missing required parameter: 'messages'.");
  if (typeof body.model !== "string") return invalid("you must provide a model parameter");
  if (!models.includes(body.model)) {
    return { refused: [404, `The model '${body.model}' does not exist.`, "invalid_request_error", "model_not_found"] };
  }
  if (body.stream_options !== undefined && refusesStreamOptions) {
    return invalid("Unrecognized request argument supplied: stream_options");
  }
  return {
    id,
    model: body.model,
    said: textOf(body.messages.findLast((message) => message.role === "user")?.content ?? ""),
    isStream: body.stream === true,
    wantsUsage: body.stream_options?.include_usage === true,
    promptTokens: countWords(body.messages.map((message) => textOf(message.content))),
  };
}

function parseBody(text: string): ChatBody | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}

type Content = string | null | { type?: string; text?: string }[];

const textOf = (content: Content): string =>
  typeof content === "string" ? content : (content ?? []).map((part) => part.text ?? "").join("");

function isMessageList(messages: unknown, takesParts: boolean): messages is { role: string; content: Content }[] {
  type Given = { role?: unknown; content?: unknown; tool_calls?: unknown };
  const isContent = (m: Given) =>
    typeof m.content === "string" ||
    (m.content === null && Array.isArray(m.tool_calls)) ||
    (takesParts && Array.isArray(m.content));
  const isMessage = (m: Given | null) => typeof m?.role === "string" && isContent(m);
  return Array.isArray(messages) && messages.length > 0 && messages.every(isMessage);
}

/** The fake's tokens are words. */
export function countWords(texts: string[]): number {
  return texts.join(" ").split(/\s+/).filter(Boolean).length;
}
