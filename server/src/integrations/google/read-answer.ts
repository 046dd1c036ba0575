import type { FinishReason, ModelChunk, UsageChunk } from "../roles/models/model.ts";
import { ProviderError } from "../roles/calls/provider-error.ts";
import { signCall } from "./sign-call.ts";
import type { AnswerReader } from "../roles/models/stream-events.ts";

type WirePart = {
  text?: string;
  thought?: boolean;
  functionCall?: { id?: string; name?: string; args?: unknown };
  thoughtSignature?: string;
};
type WireAnswer = {
  candidates?: { content?: { parts?: WirePart[] }; finishReason?: string }[];
  promptFeedback?: { blockReason?: string };
  usageMetadata?: {
    promptTokenCount?: number;
    candidatesTokenCount?: number;
    thoughtsTokenCount?: number;
    cachedContentTokenCount?: number;
  };
};

const finishReasons: Record<string, FinishReason> = {
  STOP: "stop",
  MAX_TOKENS: "length",
  SAFETY: "content_filter",
  RECITATION: "content_filter",
  BLOCKLIST: "content_filter",
  PROHIBITED_CONTENT: "content_filter",
  SPII: "content_filter",
};

/** Reads the events of `:streamGenerateContent`, or a whole answer, which is the only event then. */
export function readAnswer(): AnswerReader {
  let ready: ModelChunk[] = [];
  let reason: string | undefined;
  let calls = 0;
  let used: WireAnswer["usageMetadata"] = {};

  const readPart = ({ text, thought, functionCall, thoughtSignature }: WirePart) => {
    if (text) ready.push({ type: thought ? "reasoning" : "text", text });
    if (!functionCall) return;
    const index = calls++;
    const id = signCall(functionCall.id ?? `call_${index}_${functionCall.name ?? ""}`, thoughtSignature);
    const words = JSON.stringify(functionCall.args ?? {});
    ready.push({ type: "tool_call", index, id, name: functionCall.name ?? "", arguments: words });
  };
  return {
    read(data) {
      const answer = data as WireAnswer;
      if (answer.promptFeedback?.blockReason) throw new ProviderError("provider.content_refused");
      const [candidate] = answer.candidates ?? [];
      for (const part of candidate?.content?.parts ?? []) readPart(part);
      reason = candidate?.finishReason ?? reason;
      used = answer.usageMetadata ?? used;
    },
    take() {
      const taken = ready;
      ready = [];
      return taken;
    },
    finish() {
      if (reason === undefined) throw new ProviderError("provider.truncated_answer");
      const finish = calls > 0 && reason === "STOP" ? "tool_calls" : (finishReasons[reason] ?? "other");
      return [...this.take(), usageOf(used), { type: "finish", reason: finish }];
    },
  };
}

/** Google counts thoughts apart; the unified count includes them. */
function usageOf(used: NonNullable<WireAnswer["usageMetadata"]> | undefined): UsageChunk {
  const {
    promptTokenCount = 0,
    candidatesTokenCount = 0,
    thoughtsTokenCount = 0,
    cachedContentTokenCount = 0,
  } = used ?? {};
  return {
    type: "usage",
    tokens_in: promptTokenCount,
    tokens_out: candidatesTokenCount + thoughtsTokenCount,
    ...(cachedContentTokenCount ? { tokens_cached: cachedContentTokenCount } : {}),
    ...(thoughtsTokenCount ? { tokens_reasoning: thoughtsTokenCount } : {}),
  };
}
