import {
  startStandIn,
  type StandIn,
  type StandInBehaviour,
  type StandInRequest,
  wordsOf,
} from "../roles/models/fake.ts";

type Part = Record<string, unknown> & { text?: string };

export const googleError = (code: number, status: string, message: string) => ({ error: { code, status, message } });

/** A local server that speaks the Gemini API as its reference describes it. */
export function startFakeGoogle(key: string): Promise<StandIn> {
  return startStandIn((request) => {
    if (request.headers["x-goog-api-key"] !== key) {
      const body = googleError(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.");
      return { kind: "status", status: 400, body };
    }
    if (request.path.startsWith("/models?"))
      return { kind: "json", body: { models: [{ name: "models/gemini-fake-1" }] } };
    if (request.path.endsWith(":batchEmbedContents")) {
      const asked = request.body["requests"] as unknown[];
      return { kind: "json", body: { embeddings: asked.map((_, at) => ({ values: [at, 0.5] })) } };
    }
    return answerParts(request, partsFor(request));
  });
}

function partsFor({ body }: StandInRequest): Part[] {
  const last = (body["contents"] as { parts: Part[] }[]).at(-1)!.parts;
  const said = last.map((part) => part.text ?? outputOf(part)).join("");
  const declared = (body["tools"] as { functionDeclarations: { name: string }[] }[] | undefined)?.[0];
  const wanted = (body["toolConfig"] as { functionCallingConfig?: { allowedFunctionNames?: string[] } } | undefined)
    ?.functionCallingConfig?.allowedFunctionNames?.[0];
  const tool = declared?.functionDeclarations.find(({ name }) => name === wanted || said.includes(name));
  if (tool) return [{ functionCall: { name: tool.name, args: { city: "Oslo" } } }];
  if ((body["generationConfig"] as Record<string, unknown>)["responseMimeType"]) return [{ text: '{"city":"Oslo"}' }];
  const pictures = last.filter((part) => "inlineData" in part).length;
  return wordsOf(`Echo: ${said}${pictures ? ` (${pictures} picture)` : ""}`).map((text) => ({ text }));
}

const outputOf = (part: Part) =>
  (part["functionResponse"] as { response: { output: string } } | undefined)?.response.output ?? "";

/** An answer of these parts, as events or whole. */
export function answerParts(
  { path }: StandInRequest,
  parts: Part[],
  more: { paceMs?: number; split?: number } = {},
): StandInBehaviour {
  const usageMetadata = { promptTokenCount: 5, candidatesTokenCount: 4, thoughtsTokenCount: 3, totalTokenCount: 12 };
  const piece = (given: Part[], finishReason?: string) => ({
    candidates: [{ content: { role: "model", parts: given }, index: 0, ...(finishReason ? { finishReason } : {}) }],
    ...(finishReason ? { usageMetadata } : {}),
    modelVersion: "gemini-fake-1",
  });
  if (!path.includes("alt=sse")) return { kind: "json", body: piece(parts, "STOP") };
  const events = [...parts.map((part) => writeEvent(piece([part]))), writeEvent(piece([], "STOP"))];
  return { kind: "events", events, ...more };
}

export const writeEvent = (data: object) => `data: ${JSON.stringify(data)}\r\n\r\n`;
