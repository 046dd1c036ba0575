import { createHmac } from "node:crypto";
import type { Work } from "../../framework/context.ts";
import type { Verdict } from "../ports.ts";
import { contentOf, type GenerationRequest } from "../request.ts";
import { askForHash, isHashApproved } from "./ask-for-hash.ts";
import type { Detector, Hit } from "./detector.ts";
import { type Inspection, inspectTexts } from "./inspect-texts.ts";
import { ruleOf, sentenceOf } from "./judge-hits.ts";
import { judgePictures } from "./judge-pictures.ts";
import { maskSteps } from "./redact/mask-text.ts";
import { type Entry, openPlaceholders, type Placeholders } from "./redact/placeholders.ts";
import { restoreAnswer } from "./redact/restore-answer.ts";
import { changeSaid, readSaid, type Said } from "./redact/walk-request.ts";
import { tellLater } from "./verdicts/tell-of-masking.job.ts";
import { noteVerdict } from "./verdicts/note-verdict.ts";
import { doInTurns } from "./take-turns.ts";

/** The guardrail of the gate: what of a request may leave, and in what form. */
export async function guardRequest(
  work: Work,
  request: GenerationRequest,
  detectors: readonly Detector[],
): Promise<Verdict> {
  const seen = await judgePictures(work, request);
  if (seen) return seen;
  const said = readSaid(request);
  const known = request.placeholders?.read(work);
  const { found, judgement, levels } = await inspectTexts(work, said, detectors, {
    signal: request.signal,
    ...(known && { before: known.then(toValues) }),
  });
  const texts = said.map(({ text }) => text);
  const { action, hit } = judgement;
  if (action === "allow" || !hit) return { action: "allow" };
  const note = () => noteVerdict(work, { about: request.id, way: request.surface, judgement, hit });
  if (action === "block") {
    await note();
    return { action, rule: ruleOf(hit), sentence: sentenceOf(hit, action) };
  }
  if (action === "ask" && !(await wasApproved(work, request, texts))) {
    await note();
    return {
      action,
      rule: ruleOf(hit),
      sentence: sentenceOf(hit, action),
      approvalId: await ask(work, request, texts, hit),
    };
  }
  const masked = found.map((hits) => hits.filter(({ cls, rule }) => levels(cls, rule) === "redact"));
  if (masked.every((hits) => hits.length === 0)) return { action: "allow" };
  const verdict = await redact(work, request, said, { found: masked, known, rule: ruleOf(hit) });
  await tellLater(work);
  return { ...verdict, counts: judgement.counts };
}

const toValues = (entries: readonly Entry[]) =>
  entries.map(({ label, value }) => [label.word.toLowerCase(), value] as const);

async function redact(
  work: Work,
  request: GenerationRequest,
  said: readonly Said[],
  { found, known, rule }: Pick<Inspection, "found"> & { known: Promise<readonly Entry[]> | undefined; rule: string },
): Promise<Verdict & { action: "redact" }> {
  const placeholders = openPlaceholders(await known);
  const given = said.map((one, at) => ({ ...one, hits: found[at] ?? [] }));
  const masked = await doInTurns(maskSteps(given, placeholders), request.signal);
  if (placeholders.added.length > 0) await request.placeholders?.add(work, placeholders.added);
  let next = 0;
  const changed = changeSaid(request, () => masked[next++] ?? "");
  return { action: "redact", rule, request: changed, restore: restorer(request, placeholders) };
}

function restorer(request: GenerationRequest, placeholders: Placeholders) {
  if (request.kind !== "text") return <T>(chunks: AsyncIterable<T>) => chunks;
  const within = request.format ? "json" : "plain";
  return <T>(chunks: AsyncIterable<T>) => restoreAnswer(chunks, placeholders, within);
}

/** Everything that would leave, under the organization's key: what is asked again is the same approval. */
async function hashRequest(work: Work, request: GenerationRequest, texts: readonly string[]): Promise<Buffer> {
  const key = await work.keys.of({ kind: "organization", id: work.scope.organizationId! }, "content");
  const content = JSON.stringify([request.kind, request.model, texts, contentOf(request)]);
  return createHmac("sha256", key.bytes).update(`guardrail|${work.scope.userId}|${content}`).digest();
}

async function wasApproved(work: Work, request: GenerationRequest, texts: readonly string[]): Promise<boolean> {
  return isHashApproved(work, await hashRequest(work, request, texts));
}

async function ask(work: Work, request: GenerationRequest, texts: readonly string[], hit: Hit): Promise<string> {
  return askForHash(work, await hashRequest(work, request, texts), sentenceOf(hit, "ask"));
}
