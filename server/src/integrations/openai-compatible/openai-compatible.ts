import type { Clock } from "../../framework/clock.ts";
import { estimateRequestTokens } from "../roles/estimate-tokens.ts";
import type { Fetch, FetchResponse } from "../roles/fetch.ts";
import type { ModelCall, ModelChunk, ModelDescription, ModelProvider, ModelRequest } from "../roles/model.ts";
import { ProviderError } from "../roles/provider-error.ts";
import { buildChatRequest, normaliseBaseUrl } from "./build-chat-request.ts";
import { classifyFailure } from "./classify-failure.ts";
import { type ChatDecoder, createChatDecoder } from "./decode-chat.ts";
import { type CallLimits, type LimitedCall, limitCall } from "./limit-call.ts";

const MAX_ERROR_BYTES = 16_384;
const chatLimits: CallLimits = { firstByteMs: 180_000, idleMs: 60_000, totalMs: 600_000, maxBytes: 16_777_216 };
const listLimits: CallLimits = { firstByteMs: 10_000, idleMs: 10_000, totalMs: 15_000, maxBytes: 4_194_304 };

export interface OpenAICompatibleSettings {
  /** How Avow calls this server, like `mdl_01j…`. */
  id: string;
  /** Its address, with or without `/v1`. */
  url: string;
  key?: string;
  clock: Clock;
  limits?: Partial<CallLimits>;
}

/** Any server that speaks OpenAI's chat dialect: Ollama, vLLM, llama.cpp server and others. */
export function openaiCompatible(settings: OpenAICompatibleSettings): ModelProvider {
  const base = normaliseBaseUrl(settings.url);
  const authorization = settings.key ? { authorization: `Bearer ${settings.key}` } : {};
  const now = () => settings.clock.now().getTime();
  const failureOf = (status?: number, headers?: FetchResponse["headers"]) => (body: string) =>
    classifyFailure({ status, headers, body, now: now() });
  // Learned from the server: an old one may refuse the question for usage.
  let asksUsage = true;

  async function send(fetch: Fetch, signal: AbortSignal, path: string, body?: string): Promise<FetchResponse> {
    const headers = { accept: "text/event-stream, application/json", ...authorization };
    if (body === undefined) return fetch(`${base}${path}`, { headers, signal });
    const typed = { ...headers, "content-type": "application/json" };
    return fetch(`${base}${path}`, { method: "POST", headers: typed, body, signal });
  }

  async function openChat(request: ModelRequest, fetch: Fetch, call: LimitedCall): Promise<FetchResponse> {
    const response = await send(fetch, call.signal, "/chat/completions", buildChatRequest(request, asksUsage));
    if (response.status === 200) return response;
    const said = await readStart(response);
    if (asksUsage && (response.status === 400 || response.status === 422) && said.includes("stream_options")) {
      asksUsage = false;
      return openChat(request, fetch, call);
    }
    throw failureOf(response.status, response.headers)(said);
  }

  async function* stream(request: ModelRequest, { fetch, signal }: ModelCall): AsyncGenerator<ModelChunk> {
    const call = limitCall({ ...chatLimits, ...settings.limits }, signal);
    try {
      call.signal.throwIfAborted();
      const response = await openChat(request, fetch, call);
      const decoder = decoderFor(response, estimateRequestTokens(request), failureOf());
      try {
        for await (const bytes of response.body ?? []) {
          call.received(bytes.byteLength);
          for (const chunk of decoder.push(bytes)) yield chunk;
          if (decoder.isDone) call.expectEnd();
        }
      } catch (error) {
        // Once `[DONE]` is here the answer is whole; how the connection ends no longer matters.
        if (!decoder.isDone || signal.aborted) throw error;
      }
      for (const chunk of decoder.end()) yield chunk;
    } catch (error) {
      throw call.explain(error);
    } finally {
      call.release();
    }
  }

  async function listModels({ fetch, signal }: ModelCall): Promise<ModelDescription[]> {
    const call = limitCall({ ...listLimits, ...settings.limits }, signal);
    try {
      const response = await send(fetch, call.signal, "/models");
      if (response.status !== 200) throw failureOf(response.status, response.headers)(await readStart(response));
      return readModelList(await readAll(response, call));
    } catch (error) {
      throw call.explain(error);
    } finally {
      call.release();
    }
  }

  async function health(call: ModelCall) {
    try {
      return { healthy: true, models: (await listModels(call)).length } as const;
    } catch (error) {
      if (error instanceof ProviderError) return { healthy: false, error } as const;
      throw error;
    }
  }

  return { id: settings.id, sandbox: false, stream, listModels, health };
}

function decoderFor(response: FetchResponse, tokensIn: number, onError: (body: string) => ProviderError): ChatDecoder {
  const type = response.headers.get("content-type") ?? "";
  if (type.includes("html")) throw new ProviderError("provider.not_a_model_server", { status: response.status });
  return createChatDecoder(type.includes("application/json") ? "json" : "events", { tokensIn, onError });
}

/** The beginning of an error's body, enough to tell its kind; the rest is left unread. */
async function readStart(response: FetchResponse): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of response.body ?? []) {
    parts.push(bytes);
    size += bytes.byteLength;
    if (size >= MAX_ERROR_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, MAX_ERROR_BYTES).toString();
}

async function readAll(response: FetchResponse, call: LimitedCall): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const bytes of response.body ?? []) {
    call.received(bytes.byteLength);
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString();
}

function readModelList(body: string): ModelDescription[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw new ProviderError("provider.not_a_model_server", { status: 200 });
  }
  const data: unknown = typeof parsed === "object" && parsed !== null && "data" in parsed ? parsed.data : undefined;
  if (!Array.isArray(data)) throw new ProviderError("provider.not_a_model_server", { status: 200 });
  return data.flatMap((entry: { id?: unknown } | null) => (typeof entry?.id === "string" ? [{ id: entry.id }] : []));
}
