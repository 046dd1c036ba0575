import { createHmac } from "node:crypto";
import { dayMs, later } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { askApproval, isApproved } from "../approvals/ask-approval.ts";
import type { Effect, EffectVerdict } from "../ports.ts";
import type { Detector } from "./detector.ts";
import { inspectTexts } from "./inspect-texts.ts";
import { ruleOf, sentenceOf } from "./judge-hits.ts";
import { maskTexts } from "./redact/mask-text.ts";
import { noteVerdict } from "./verdicts/note-verdict.ts";
import { openPlaceholders } from "./redact/placeholders.ts";

/**
 * The guardrail for what people outside will read. What it masks stays masked: nothing comes back in which it could be restored.
 * What is approved is this delivery with these words.
 */
export async function guardEffect(
  work: Work,
  { kind, deliveryId, texts }: Effect,
  detectors: readonly Detector[],
): Promise<EffectVerdict> {
  const { found, judgement, levels } = await inspectTexts(work, texts, detectors);
  const { action, hit } = judgement;
  if (action === "allow" || !hit) return { action: "allow" };
  const [rule, sentence] = [ruleOf(hit), sentenceOf(hit, action === "redact" ? "block" : action)];
  const note = () => noteVerdict(work, { about: deliveryId, way: kind, judgement, hit });
  if (action === "block") {
    await note();
    return { action, rule, sentence };
  }
  if (action === "ask") {
    const key = await work.keys.of({ kind: "organization", id: work.scope.organizationId! }, "content");
    const hash = createHmac("sha256", key.bytes)
      .update(`effect|${JSON.stringify(texts)}`)
      .digest();
    if (await isApproved(work, { subject: deliveryId, hash })) return { action: "allow" };
    await note();
    const asked = { kind: "delivery", subject: deliveryId, hash, summary: sentence };
    const expiresAt = later(work.clock.now(), dayMs);
    const approvalId = await work.inScope((step) => askApproval(step, { ...asked, expiresAt }), work.scope);
    return { action, rule, sentence, approvalId };
  }
  await note();
  const masked = found.map((hits) => hits.filter((one) => levels(one.cls, one.rule) === "redact"));
  const changed = maskTexts(
    texts.map((text, at) => ({ text, hits: masked[at] ?? [] })),
    openPlaceholders(undefined),
  );
  return { action: "redact", rule, texts: changed };
}
