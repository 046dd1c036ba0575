import { startStandIn, type StandIn, type StandInBehaviour, type StandInRequest, wordsOf } from "../roles/fake.ts";

/** How a vendor's API differs from OpenAI's, as its reference says. */
type Traits = {
  models: string;
  /** Below the origin. */
  path: string;
  /** What a wrong key is answered with. */
  wrongKey: { status: number; body: object };
  /** An error in the vendor's own shape. */
  error(message: string, type?: string, code?: string): object;
  /** Why it would not take a request; a field it does not know, say. */
  refuse(body: Body): string | undefined;
  /** Counts where it was not asked to. */
  countsUnasked?: true;
  /** Where it puts the count in a stream, and what it counts besides. */
  placeUsage?(usage: object): object;
  /** What a model thinks before it speaks, and under which name. */
  thinks?: { field: "reasoning" | "reasoning_content" };
  /** A tool call comes whole in one chunk. */
  callsWhole?: true;
  /** Sent while a client waits. */
  comment?: string;
  usage?: object;
  /** Whether its models see pictures. */
  sees?: true;
};

type Message = { role: string; content: unknown; tool_calls?: { id: string }[]; tool_call_id?: string };
type Body = Record<string, unknown> & { messages?: Message[] };
type Part = { type?: string; text?: string; image_url?: { url?: string } | string };

const wrapped = (message: string, type = "invalid_request_error", code: string | null = null) => ({
  error: { message, type, param: null, code },
});
const unwrapped = (message: string, type = "invalid_request_error", code: string | null = null) => ({
  message,
  type,
  param: null,
  code,
});
const unknown = (body: Body, ...fields: string[]) => {
  const found = fields.find((field) => body[field] !== undefined);
  return found && `Extra inputs are not permitted: ${found}`;
};
const idsOf = ({ messages = [] }: Body) =>
  messages.flatMap(({ tool_calls = [], tool_call_id }) => [
    ...tool_calls.map(({ id }) => id),
    ...(tool_call_id === undefined ? [] : [tool_call_id]),
  ]);
const formatOf = (body: Body) => (body["response_format"] as { type?: string } | undefined)?.type;

export const vendorTraits: Record<string, Traits> = {
  openai: {
    models: "gpt-fake",
    path: "/v1",
    wrongKey: { status: 401, body: wrapped("Incorrect API key provided.", "invalid_request_error", "invalid_api_key") },
    error: wrapped,
    refuse: (body) => unknown(body, "max_tokens") ?? (body["store"] === false ? undefined : "it would be stored"),
    sees: true,
  },
  xai: {
    models: "grok-fake",
    path: "/v1",
    wrongKey: {
      status: 400,
      body: { code: "Client specified an invalid argument", error: "Incorrect API key provided." },
    },
    error: (message, type = "The request was refused") => ({ code: type, error: message }),
    refuse: (body) => unknown(body, "store"),
    countsUnasked: true,
    thinks: { field: "reasoning_content" },
    callsWhole: true,
    // What it thought is not in the completion's count, but in the total.
    usage: {
      prompt_tokens: 5,
      completion_tokens: 4,
      total_tokens: 12,
      completion_tokens_details: { reasoning_tokens: 3 },
    },
    sees: true,
  },
  deepseek: {
    models: "deepseek-fake",
    path: "/v1",
    wrongKey: { status: 401, body: wrapped("Authentication Fails", "authentication_error", "invalid_request_error") },
    error: wrapped,
    refuse: (body) =>
      formatOf(body) === "json_schema"
        ? "This response_format type is unavailable now"
        : formatOf(body) === "json_object" && !/json/i.test(JSON.stringify(body.messages))
          ? "Prompt must contain the word 'json'"
          : undefined,
    thinks: { field: "reasoning_content" },
    comment: ": keep-alive\n\n",
    usage: {
      prompt_tokens: 5,
      completion_tokens: 4,
      total_tokens: 9,
      prompt_cache_hit_tokens: 2,
      prompt_cache_miss_tokens: 3,
    },
  },
  groq: {
    models: "llama-fake",
    path: "/openai/v1",
    wrongKey: { status: 401, body: wrapped("Invalid API Key", "invalid_request_error", "invalid_api_key") },
    error: wrapped,
    refuse: (body) => unknown(body, "logprobs", "logit_bias", "store"),
    placeUsage: (usage) => ({ x_groq: { id: "req_fake", usage } }),
    countsUnasked: true,
    thinks: { field: "reasoning" },
    callsWhole: true,
    sees: true,
  },
  cerebras: {
    models: "llama-fake",
    path: "/v1",
    wrongKey: { status: 401, body: unwrapped("Wrong API Key", "invalid_request_error", "wrong_api_key") },
    error: unwrapped,
    refuse: (body) => unknown(body, "frequency_penalty", "presence_penalty", "store"),
    placeUsage: (usage) => ({ usage, time_info: { queue_time: 0.001, total_time: 0.01 } }),
    thinks: { field: "reasoning" },
  },
  mistral: {
    models: "mistral-fake",
    path: "/v1",
    wrongKey: { status: 401, body: { detail: "Unauthorized" } },
    error: (message, type = "invalid_request_error", code = "1500") => ({
      object: "error",
      message,
      type,
      param: null,
      code,
    }),
    refuse: (body) =>
      unknown(body, "stream_options", "seed", "store", "max_completion_tokens") ??
      (body["tool_choice"] === "required" ? "Input should be 'auto', 'none' or 'any'" : undefined) ??
      (idsOf(body).every((id) => /^[A-Za-z0-9]{9}$/.test(id)) ? undefined : "Tool call id has to be 9 characters"),
    countsUnasked: true,
    callsWhole: true,
    sees: true,
  },
};

/** A local server that speaks one vendor's dialect as its API reference describes it, with its refusals. */
export async function startFakeVendor(kind: string, key: string): Promise<StandIn & { base: string; traits: Traits }> {
  const traits = vendorTraits[kind]!;
  const fake = await startStandIn((request) => {
    if (request.headers.authorization !== `Bearer ${key}`) return { kind: "status", ...traits.wrongKey };
    if (request.path === `${traits.path}/models`)
      return { kind: "json", body: { object: "list", data: [{ id: traits.models, object: "model" }] } };
    if (request.path !== `${traits.path}/chat/completions`)
      return { kind: "status", status: 404, body: traits.error(`Unknown request URL: ${request.path}`) };
    const refused = traits.refuse(request.body) ?? (traits.sees ? undefined : refusePictures(request.body));
    if (refused) return { kind: "status", status: kind === "mistral" ? 422 : 400, body: traits.error(refused) };
    return answerAs(traits, request);
  });
  return { ...fake, traits, base: `${fake.url}${traits.path}` };
}

const refusePictures = ({ messages = [] }: Body) =>
  messages.some(({ content }) => Array.isArray(content) && (content as Part[]).some(({ type }) => type === "image_url"))
    ? "unknown variant image_url, expected text"
    : undefined;

type Said = { words: string[]; call?: { id: string; name: string } };

/** What it says: the last words again, a tool's call where they name it, JSON where that is asked for. */
function sayTo(body: Body): Said {
  const { content } = body.messages!.at(-1)!;
  const parts: Part[] = typeof content === "string" ? [{ type: "text", text: content }] : (content as Part[]);
  const text = parts.map((part) => part.text ?? "").join("");
  const pictures = parts.filter(({ type }) => type === "image_url").length;
  const tools = (body["tools"] as { function: { name: string } }[] | undefined) ?? [];
  const named = tools.find(({ function: tool }) => text.includes(tool.name));
  if (named) return { words: [], call: { id: "a1B2c3D4e", name: named.function.name } };
  if (formatOf(body) !== undefined) return { words: ['{"city":', '"Oslo"}'] };
  return { words: wordsOf(`Echo: ${text}${pictures ? ` (${pictures} picture)` : ""}`) };
}

const usual = { prompt_tokens: 5, completion_tokens: 4, total_tokens: 9 };

/** An answer, as events or whole. */
export function answerAs(
  traits: Traits,
  { body }: StandInRequest,
  more: { paceMs?: number; words?: string[]; split?: number } = {},
): StandInBehaviour {
  const { words: given, ...rest } = more;
  const { words, call } = given ? { words: given, call: undefined } : sayTo(body);
  const head = { id: "chatcmpl-fake", created: 1_700_000_000, model: traits.models };
  const usage = traits.usage ?? usual;
  const finish = call ? "tool_calls" : "stop";
  const fn = call && { name: call.name, arguments: '{"city":"Oslo"}' };
  const thinks = traits.thinks && !given;
  const thought = traits.thinks && thinks ? { [traits.thinks.field]: "Let me think. " } : {};
  if (body["stream"] !== true) {
    const calls = call ? { tool_calls: [{ id: call.id, type: "function", function: fn }] } : {};
    const message = { role: "assistant", content: call ? null : words.join(""), ...thought, ...calls };
    return {
      kind: "json",
      body: { ...head, object: "chat.completion", choices: [{ index: 0, message, finish_reason: finish }], usage },
    };
  }
  const event = (fields: object) =>
    `data: ${JSON.stringify({ ...head, object: "chat.completion.chunk", ...fields })}\n\n`;
  const delta = (fields: object, finish_reason: string | null = null) =>
    event({ choices: [{ index: 0, delta: fields, finish_reason }] });
  const isAsked = (body["stream_options"] as { include_usage?: boolean } | undefined)?.include_usage === true;
  const counted = isAsked || traits.countsUnasked ? (traits.placeUsage?.(usage) ?? { usage }) : {};
  const ended = { choices: [{ index: 0, delta: {}, finish_reason: finish }] };
  const events = [
    ...(traits.comment ? [traits.comment] : []),
    delta({ role: "assistant", content: "" }),
    ...(thinks ? [delta(thought)] : []),
    ...words.map((content) => delta({ content })),
    ...(call && fn
      ? callEvents(call.id, fn, traits.callsWhole === true).map((one) => delta({ tool_calls: [one] }))
      : []),
    // OpenAI counts in a chunk of its own, the others in the last.
    ...(traits.countsUnasked ? [event({ ...ended, ...counted })] : [event(ended), event({ choices: [], ...counted })]),
    "data: [DONE]\n\n",
  ];
  return { kind: "events", events, ...rest };
}

function callEvents(id: string, fn: { name: string; arguments: string }, isWhole: boolean): object[] {
  if (isWhole) return [{ index: 0, id, type: "function", function: fn }];
  const pieces = fn.arguments.match(/.{1,5}/g) ?? [];
  return [
    { index: 0, id, type: "function", function: { name: fn.name, arguments: "" } },
    ...pieces.map((words) => ({ index: 0, function: { arguments: words } })),
  ];
}
