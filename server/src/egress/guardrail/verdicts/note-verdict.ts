import type { Work } from "../../../framework/context.ts";
import type { Hit } from "../detector.ts";
import { type Judgement, ruleOf } from "../judge-hits.ts";
import { tellLater } from "./tell-of-masking.job.ts";
import { guardrailTriggered } from "./triggered.ts";

type Noted = { about: string; way: string; judgement: Judgement; hit: Hit };

/**
 * Writes down what became of something that was about to leave, in a transaction of its own: the caller's may be undone
 * by the refusal that follows. The same verdict about the same thing is noted once.
 */
export async function noteVerdict(work: Work, { about, way, judgement, hit }: Noted): Promise<void> {
  const { organizationId, workspaceId } = work.scope;
  const { action, counts } = judgement;
  if (!organizationId || !workspaceId || action === "allow") return;
  if (action === "redact") await tellLater(work);
  await work.inScope(async (step) => {
    const noted = await step.db.query(
      `insert into guardrail_verdicts (organization_id, workspace_id, id, about, action, rule, way, counts, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (workspace_id, about, action) do nothing returning id`,
      [
        organizationId,
        workspaceId,
        step.newId("gvd"),
        about,
        action,
        ruleOf(hit),
        way,
        JSON.stringify(counts),
        step.clock.now(),
      ],
    );
    if (noted.length === 0 || action === "redact") return;
    const tenant = { organization_id: organizationId, workspace_id: workspaceId };
    const facts = { about, action, class: hit.cls, rule: ruleOf(hit), way, counts: counts as Record<string, number> };
    await step.emit(guardrailTriggered, { ...tenant, ...facts, since: null, until: null });
  });
}
