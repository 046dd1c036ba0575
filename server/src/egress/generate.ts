import type { Work } from "../framework/context.ts";
import type {
  EmbeddingAnswer,
  FinishReason,
  ImageAnswer,
  ModelChunk,
  ModelProvider,
  ModerationAnswer,
  UsageChunk,
} from "../integrations/roles/models/model.ts";
import { ProviderError } from "../integrations/roles/calls/provider-error.ts";
import { type Attempt, type Meter, passGate, type Passed } from "./pass-gate.ts";
import type { EmbeddingCall, ImageCall, ModerationCall, TextRequest } from "./request.ts";

export type GenerationChunk =
  | { type: "text"; text: string }
  | { type: "reasoning"; text: string }
  | Extract<ModelChunk, { type: "tool_call" }>
  | UsageChunk
  | { type: "finish"; reason: FinishReason };

/**
 * The one way to a model that talks: authorise, policy, consent and age, guardrail, budget, rate limit, send, settle,
 * record. Runs in the caller's process, in short steps; leaving the iteration stops the call and settles what was used.
 * @throws Refusal of whichever step said no; nothing was sent then
 * @throws ProviderError what went wrong on the way; `provider.cancelled` where someone asked it to stop
 */
export function generate(
  work: Work,
  asked: Omit<TextRequest, "kind">,
  onPassed?: (passed: Passed) => void,
): AsyncGenerator<GenerationChunk> {
  const way = { attempt: streamText, see: (meter: Meter, chunk: GenerationChunk) => meter.see(chunk) };
  return passGate<TextRequest, GenerationChunk>(work, { ...asked, kind: "text" }, way, onPassed);
}

function streamText({ request, target, call }: Attempt<TextRequest>): AsyncIterable<GenerationChunk> {
  const stream = able(target.provider, "stream");
  const { instructions, messages, whole, ...rest } = request;
  const { tools, tool_choice, format, max_tokens, temperature, top_p, stop, reasoning_effort, extra } = rest;
  const settings = { tools, tool_choice, format, max_tokens, temperature, top_p, stop, reasoning_effort, extra };
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  const prompt = { ...given, model: target.model, messages, ...(instructions ? { instructions } : {}) };
  return stream({ ...prompt, ...(whole ? { whole } : {}) }, call);
}

/** The way to a model that turns texts into vectors, through the same gate. */
export function embed(work: Work, asked: Omit<EmbeddingCall, "kind">): Promise<EmbeddingAnswer & { passed: Passed }> {
  return ask(work, { ...asked, kind: "embedding" }, async ({ request, target, call, meter }) => {
    const { input, dimensions } = request;
    const wanted = { model: target.model, input, ...(dimensions ? { dimensions } : {}) };
    const answer = await able(target.provider, "embed")(wanted, call);
    meter.take(answer.usage);
    return answer;
  });
}

/** The way to a model that draws, through the same gate. */
export function draw(work: Work, asked: Omit<ImageCall, "kind">): Promise<ImageAnswer & { passed: Passed }> {
  return ask(work, { ...asked, kind: "image" }, async ({ request, target, call, meter }) => {
    const { prompt, count, width, height, extra } = request;
    const wanted = { model: target.model, prompt, count, width, height, ...(extra ? { extra } : {}) };
    const answer = await able(target.provider, "draw")(wanted, call);
    meter.take(answer.usage, answer.images.length);
    return answer;
  });
}

/** The way to a model that judges texts, through the same gate. */
export function moderate(
  work: Work,
  asked: Omit<ModerationCall, "kind">,
): Promise<ModerationAnswer & { passed: Passed }> {
  return ask(work, { ...asked, kind: "moderation" }, async ({ request, target, call, meter }) => {
    const answer = await able(target.provider, "moderate")({ model: target.model, input: request.input }, call);
    meter.take(undefined);
    return answer;
  });
}

type Asked = EmbeddingCall | ImageCall | ModerationCall;

/** A call whose answer comes in one piece. */
async function ask<R extends Asked, A extends object>(
  work: Work,
  asked: R,
  attempt: (attempt: Attempt<R>) => Promise<A>,
): Promise<A & { passed: Passed }> {
  let passed: Passed | undefined;
  const once = async function* (tried: Attempt<R>) {
    yield await attempt(tried);
  };
  let answer: A | undefined;
  for await (const one of passGate<R, A>(work, asked, { attempt: once }, (found) => (passed = found))) answer = one;
  if (!answer || !passed) throw new ProviderError("provider.truncated_answer");
  return { ...answer, passed };
}

type Ability = "stream" | "embed" | "draw" | "moderate";

/** @throws ProviderError `provider.ability_missing` */
function able<A extends Ability>(provider: ModelProvider, ability: A): NonNullable<ModelProvider[A]> {
  const found = provider[ability];
  if (!found) throw new ProviderError("provider.ability_missing", { reason: ability });
  return found;
}
