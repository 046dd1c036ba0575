import { createHmac } from "node:crypto";
import type { Work } from "../../framework/context.ts";
import type { ImagePart } from "../../integrations/roles/models/model.ts";
import { policiesPort } from "../policy/open-policies.ts";
import type { Verdict } from "../ports.ts";
import type { GenerationRequest } from "../request.ts";
import { askForHash, isHashApproved } from "./ask-for-hash.ts";
import type { Level } from "./classes.ts";
import type { Hit } from "./detector.ts";
import { ruleOf, sentenceOf } from "./judge-hits.ts";
import { noteVerdict } from "./verdicts/note-verdict.ts";

const hit: Hit = { cls: "picture", rule: "picture", start: 0, end: 0, score: 1 };

/**
 * What the policy says of a request's pictures, which no detector can look into. A yes is for one picture and one model,
 * so that the next turn of a conversation does not ask again. @returns nothing where all of them may leave
 */
export async function judgePictures(
  work: Work,
  request: GenerationRequest,
): Promise<Extract<Verdict, { action: "ask" | "block" }> | undefined> {
  const pictures = picturesOf(request);
  if (pictures.length === 0) return undefined;
  const { organizationId, workspaceId } = work.scope;
  const policy = await work.port(policiesPort).read({ organizationId, workspaceId });
  const level = policy.choice("redaction.picture") as Exclude<Level, "redact">;
  if (level === "allow") return undefined;
  const [rule, sentence] = [ruleOf(hit), sentenceOf(hit, level)];
  const judgement = { action: level, hit, counts: { picture: pictures.length } };
  const note = () => noteVerdict(work, { about: request.id, way: request.surface, judgement, hit });
  if (level === "block") {
    await note();
    return { action: level, rule, sentence };
  }
  const approvals: string[] = [];
  for (const hash of await hashAll(work, request, pictures))
    if (!(await isHashApproved(work, hash))) approvals.push(await askForHash(work, hash, sentence));
  if (approvals[0] === undefined) return undefined;
  await note();
  return { action: level, rule, sentence, approvalId: approvals[0] };
}

function picturesOf(request: GenerationRequest): ImagePart[] {
  if (request.kind !== "text") return [];
  return request.messages.flatMap(({ content }) =>
    typeof content === "string" ? [] : content.filter((part) => part.type === "image"),
  );
}

/** Each picture with whom it would go to and for whom, under the organization's key. */
async function hashAll(work: Work, { model }: GenerationRequest, pictures: readonly ImagePart[]): Promise<Buffer[]> {
  const key = await work.keys.of({ kind: "organization", id: work.scope.organizationId! }, "content");
  return pictures.map(({ media_type, data }) =>
    createHmac("sha256", key.bytes)
      .update(`guardrail-picture|${JSON.stringify([work.scope.userId, model, media_type])}|`)
      .update(data)
      .digest(),
  );
}
