/** How a vendor's API differs from OpenAI's, as its reference says. */
export type Traits = {
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
export type Body = Record<string, unknown> & { messages?: Message[] };

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
export const formatOf = (body: Body) => (body["response_format"] as { type?: string } | undefined)?.type;

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
