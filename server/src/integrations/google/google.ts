import * as z from "zod";
import type { Clock } from "../../framework/clock.ts";
import { callServer } from "../roles/calls/call-server.ts";
import { checkVectors } from "../roles/models/check-vectors.ts";
import { estimateTokens } from "../roles/models/estimate-tokens.ts";
import type { CallLimits } from "../roles/calls/limit-call.ts";
import { listHealth } from "../roles/models/list-health.ts";
import type { ModelCall, ModelDescription, ModelProvider } from "../roles/models/model.ts";
import { ProviderError } from "../roles/calls/provider-error.ts";
import { parseJson } from "../roles/calls/read-body.ts";
import { streamEvents } from "../roles/models/stream-events.ts";
import { buildRequest } from "./build-request.ts";
import { readAnswer } from "./read-answer.ts";

type Settings = { id: string; url: string; key?: string; clock: Clock; limits?: Partial<CallLimits> };
type GoogleProvider = ModelProvider & Required<Pick<ModelProvider, "stream" | "embed">>;

const modelList = z.object({ models: z.array(z.object({ name: z.string() })) });
const embeddings = z.object({ embeddings: z.array(z.object({ values: z.array(z.number()) })) });

/** Google's Gemini API. */
export function google({ id, url, key = "", clock, limits }: Settings): GoogleProvider {
  const server = callServer({ base: url.replace(/\/+$/, ""), headers: { "x-goog-api-key": key }, clock, limits });
  const listModels = async (call: ModelCall): Promise<ModelDescription[]> => {
    const parsed = modelList.safeParse(parseJson(await server.ask(call, "/models?pageSize=1000")));
    if (!parsed.success) throw new ProviderError("provider.not_a_model_server", { status: 200 });
    return parsed.data.models.map(({ name }) => ({ id: name.replace(/^models\//, "") }));
  };
  return {
    id,
    sandbox: false,
    stream(request, call) {
      const method = request.whole ? "generateContent" : "streamGenerateContent?alt=sse";
      const path = `/models/${encodeURIComponent(request.model)}:${method}`;
      return streamEvents({ server, path, body: buildRequest(request), reader: readAnswer(), limits }, call);
    },
    async embed(request, call) {
      const { model, input, dimensions } = request;
      const requests = input.map((text) => ({
        model: `models/${model}`,
        content: { parts: [{ text }] },
        outputDimensionality: dimensions,
      }));
      const body = await server.ask(call, `/models/${encodeURIComponent(model)}:batchEmbedContents`, { requests });
      const parsed = embeddings.safeParse(parseJson(body));
      if (!parsed.success) throw new ProviderError("provider.malformed_answer", { reason: "shape" });
      const tokens_in = input.reduce((sum, text) => sum + estimateTokens(text), 0);
      const vectors = checkVectors(
        parsed.data.embeddings.map(({ values }) => values),
        request,
      );
      return { vectors, usage: { type: "usage", tokens_in, tokens_out: 0, estimated: true } };
    },
    listModels,
    health: (call) => listHealth(() => listModels(call)),
  };
}
