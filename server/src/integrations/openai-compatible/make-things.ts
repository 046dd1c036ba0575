import * as z from "zod";
import type { Server } from "../roles/calls/call-server.ts";
import { checkVectors } from "../roles/models/check-vectors.ts";
import { estimateTokens } from "../roles/models/estimate-tokens.ts";
import type {
  EmbeddingAnswer,
  EmbeddingRequest,
  ImageAnswer,
  ImageRequest,
  ModelCall,
  ModelDescription,
  ModerationAnswer,
  ModerationRequest,
  UsageChunk,
} from "../roles/models/model.ts";
import { ProviderError } from "../roles/calls/provider-error.ts";
import { parseJson } from "../roles/calls/read-body.ts";

const count = z.int().nonnegative();
const embeddings = z.object({
  data: z.array(z.object({ index: count.optional(), embedding: z.union([z.array(z.number()), z.string()]) })),
  usage: z.object({ prompt_tokens: count }).nullish(),
});
const images = z.object({
  data: z.array(z.object({ b64_json: z.string() })).min(1),
  output_format: z.string().nullish(),
  usage: z.object({ input_tokens: count, output_tokens: count }).nullish(),
});
const moderations = z.object({
  results: z.array(
    z.object({
      flagged: z.boolean(),
      categories: z.record(z.string(), z.boolean().nullable()),
      category_scores: z.record(z.string(), z.number().nullable()).default({}),
    }),
  ),
});

/** What a server says, as far as it is what its reference describes. @throws ProviderError */
function read<T>(shape: z.ZodType<T>, body: string): T {
  const parsed = shape.safeParse(parseJson(body));
  if (!parsed.success) throw new ProviderError("provider.malformed_answer", { reason: "shape" });
  return parsed.data;
}

export async function embed(server: Server, request: EmbeddingRequest, call: ModelCall): Promise<EmbeddingAnswer> {
  const { model, input, dimensions } = request;
  const asked = { model, input, dimensions, encoding_format: "float" };
  const { data, usage } = read(embeddings, await server.ask(call, "/embeddings", asked));
  const vectors = data
    .toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0))
    .map(({ embedding }) => readVector(embedding));
  checkVectors(vectors, request);
  return { vectors, usage: usage ? counted(usage.prompt_tokens, 0) : estimated(input) };
}

/** Some servers pack little-endian floats whatever they are asked for. */
function readVector(embedding: number[] | string): number[] {
  if (typeof embedding !== "string") return embedding;
  const bytes = Buffer.from(embedding, "base64");
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) => bytes.readFloatLE(at * 4));
}

export async function draw(
  server: Server,
  { model, prompt, count: n, width, height, extra }: ImageRequest,
  call: ModelCall,
): Promise<ImageAnswer> {
  // OpenAI's newer models always answer in base64 and refuse to be asked for it; the older ones and others are asked.
  const format = /^(gpt-image|chatgpt-image)/.test(model) ? {} : { response_format: "b64_json" };
  const asked = { ...extra, model, prompt, n, size: `${width}x${height}`, ...format };
  const { data, usage, output_format } = read(images, await server.ask(call, "/images/generations", asked));
  const used = usage ? { usage: counted(usage.input_tokens, usage.output_tokens) } : {};
  const media_type = `image/${output_format ?? "png"}`;
  return { images: data.slice(0, n).map(({ b64_json }) => ({ data: b64_json, media_type })), ...used };
}

export async function moderate(
  server: Server,
  { model, input }: ModerationRequest,
  call: ModelCall,
): Promise<ModerationAnswer> {
  const { results } = read(moderations, await server.ask(call, "/moderations", { model, input }));
  const known = <T>(all: Record<string, T | null>) =>
    Object.fromEntries(Object.entries(all).filter((one): one is [string, T & {}] => one[1] !== null));
  return {
    results: results.map(({ flagged, categories, category_scores }) => ({
      flagged,
      categories: known(categories),
      scores: known(category_scores),
    })),
  };
}

export async function listModels(server: Server, call: ModelCall): Promise<ModelDescription[]> {
  const body = await server.ask(call, "/models").catch((error: unknown) => {
    // Whoever has no list of models may name its path, which reads as if a model were missing.
    if (error instanceof ProviderError && error.code === "provider.model_unknown")
      throw new ProviderError("provider.not_a_model_server", { status: 404 });
    throw error;
  });
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

const counted = (tokens_in: number, tokens_out: number): UsageChunk => ({ type: "usage", tokens_in, tokens_out });
const estimated = (input: readonly string[]): UsageChunk => ({
  ...counted(
    input.reduce((sum, text) => sum + estimateTokens(text), 0),
    0,
  ),
  estimated: true,
});
