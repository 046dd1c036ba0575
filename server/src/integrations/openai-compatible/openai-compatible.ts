import type { Clock } from "../../framework/clock.ts";
import { callServer, type FailureOf } from "../roles/calls/call-server.ts";
import { estimateRequestTokens } from "../roles/models/estimate-tokens.ts";
import type { Fetch, FetchResponse } from "../roles/calls/fetch.ts";
import { type CallLimits, limitCall, type LimitedCall } from "../roles/calls/limit-call.ts";
import { listHealth } from "../roles/models/list-health.ts";
import type { ModelCall, ModelChunk, ModelProvider, ModelRequest } from "../roles/models/model.ts";
import { ProviderError } from "../roles/calls/provider-error.ts";
import { readStart } from "../roles/calls/read-body.ts";
import { buildChatRequest, normaliseBaseUrl } from "./build-chat-request.ts";
import { type ChatDecoder, createChatDecoder } from "./decode-chat.ts";
import type { Dialect } from "./dialect.ts";
import { draw, embed, listModels, moderate } from "./make-things.ts";

const chatLimits: CallLimits = { firstByteMs: 180_000, idleMs: 60_000, totalMs: 600_000, maxBytes: 16_777_216 };

export interface OpenAICompatibleSettings {
  /** How Avow calls this server, like `con_01j…`. */
  id: string;
  /** Its address, with or without `/v1`. */
  url: string;
  key?: string;
  clock: Clock;
  limits?: Partial<CallLimits>;
  dialect?: Dialect;
}

/** Any server that speaks OpenAI's dialect: OpenAI, xAI, DeepSeek, Groq, Cerebras, Mistral, Ollama, vLLM, llama.cpp and others. */
export function openaiCompatible(settings: OpenAICompatibleSettings): Required<ModelProvider> {
  const headers: Record<string, string> = settings.key ? { authorization: `Bearer ${settings.key}` } : {};
  const server = callServer({ ...settings, base: normaliseBaseUrl(settings.url), headers });
  // Learned from the server: an old one may refuse the question for usage.
  let asksUsage = true;

  async function openChat(request: ModelRequest, fetch: Fetch, call: LimitedCall): Promise<FetchResponse> {
    const body = buildChatRequest(request, asksUsage, settings.dialect);
    const response = await server.send(fetch, call.signal, "/chat/completions", body);
    if (response.status === 200) return response;
    const said = await readStart(response);
    if (asksUsage && (response.status === 400 || response.status === 422) && said.includes("stream_options")) {
      asksUsage = false;
      return openChat(request, fetch, call);
    }
    throw server.failureOf(response.status, response.headers)(said);
  }

  async function* stream(request: ModelRequest, { fetch, signal }: ModelCall): AsyncGenerator<ModelChunk> {
    const call = limitCall({ ...chatLimits, ...settings.limits }, signal);
    try {
      call.signal.throwIfAborted();
      const response = await openChat(request, fetch, call);
      const decoder = decoderFor(response, request, server.failureOf);
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

  return {
    id: settings.id,
    sandbox: false,
    stream,
    embed: (request, call) => embed(server, request, call),
    draw: (request, call) => draw(server, request, call),
    moderate: (request, call) => moderate(server, request, call),
    listModels: (call) => listModels(server, call),
    health: (call) => listHealth(() => listModels(server, call)),
  };
}

function decoderFor(response: FetchResponse, request: ModelRequest, failureOf: FailureOf): ChatDecoder {
  const type = response.headers.get("content-type") ?? "";
  if (type.includes("html")) throw new ProviderError("provider.not_a_model_server", { status: response.status });
  return createChatDecoder(type.includes("application/json") ? "json" : "events", {
    tokensIn: () => estimateRequestTokens(request),
    onError: failureOf(),
  });
}
