import { createHmac } from "node:crypto";
import { later } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { askApproval, isApproved } from "../approvals/ask-approval.ts";
import type { Verdict } from "../ports.ts";
import { contentOf, type GenerationRequest } from "../request.ts";
import type { Detector, Hit } from "./detector.ts";
import { type Inspection, inspectTexts } from "./inspect-texts.ts";
import { ruleOf, sentenceOf } from "./judge-hits.ts";
import { maskSteps } from "./redact/mask-text.ts";
import { openPlaceholders, type Placeholders } from "./redact/placeholders.ts";
import { restoreAnswer } from "./redact/restore-answer.ts";
import { changeSaid, readSaid, type Said } from "./redact/walk-request.ts";
import { tellLater } from "./verdicts/tell-of-masking.job.ts";
import { noteVerdict } from "./verdicts/note-verdict.ts";
import { doInTurns } from "./take-turns.ts";

/** An approval that nobody decides is asked for again. */
const approvalMs = 24 * 60 * 60 * 1000;

/** The guardrail of the gate: what of a request may leave, and in what form. */
export async function guardRequest(
  work: Work,
  request: GenerationRequest,
  detectors: readonly Detector[],
): Promise<Verdict> {
  const said = readSaid(request);
  const { found, judgement, levels } = await inspectTexts(work, said, detectors, { signal: request.signal });
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
  const verdict = await redact(work, request, said, masked, ruleOf(hit));
  await tellLater(work);
  return { ...verdict, counts: judgement.counts };
}

async function redact(
  work: Work,
  request: GenerationRequest,
  said: readonly Said[],
  found: Inspection["found"],
  rule: string,
): Promise<Verdict & { action: "redact" }> {
  const placeholders = openPlaceholders(await request.placeholders?.read(work));
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

const subjectOf = (hash: Buffer) => `guardrail:${hash.toString("hex", 0, 16)}`;

async function wasApproved(work: Work, request: GenerationRequest, texts: readonly string[]): Promise<boolean> {
  const hash = await hashRequest(work, request, texts);
  return isApproved(work, { subject: subjectOf(hash), hash });
}

async function ask(work: Work, request: GenerationRequest, texts: readonly string[], hit: Hit): Promise<string> {
  const hash = await hashRequest(work, request, texts);
  const asked = { kind: "guardrail", subject: subjectOf(hash), hash, summary: sentenceOf(hit, "ask") };
  const expiresAt = later(work.clock.now(), approvalMs);
  // The call is refused, and what was asked has to stay.
  return work.inScope((step) => askApproval(step, { ...asked, expiresAt }));
}
