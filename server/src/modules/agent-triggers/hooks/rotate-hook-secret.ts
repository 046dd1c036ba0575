import * as z from "zod";
import { hourMs, later } from "../../../framework/clock.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { triggerErrors } from "../errors.ts";
import { findTrigger, presentTrigger, type TriggerRow, triggersKey } from "../present-trigger.ts";
import { agentTriggers } from "../tables.ts";
import { makeHookSecret, triggerWithSecret } from "./make-hook-secret.ts";

export const rotateHookSecret = endpoint({
  method: "POST",
  path: "/agent-triggers/{trigger_id}/rotate-secret",
  summary: "Give a hook another secret. The answer shows it, this once.",
  description: "Until the overlap is over, messages with the one before are taken as well.",
  scope: "workspace",
  permission: "runs.write",
  purpose: "converse",
  versioned: true,
  input: z.strictObject({
    trigger_id: z.string(),
    overlap_hours: z.int().min(0).max(168).default(24).describe("For how long the one before counts as well."),
  }),
  output: triggerWithSecret,
  refusals: [triggerErrors.no_hook],
  audit: { action: "agent_trigger.secret_rotated", target: ({ id }) => id },
  load: (ctx, { trigger_id }) => findTrigger(ctx, trigger_id),
  attributes: (_, { agent_id }: TriggerRow) => ({ agent: agent_id }),
  async run(ctx, { overlap_hours }, { resource: old }) {
    if (old.proof === null) throw triggerErrors.no_hook();
    const { shown, kept } = makeHookSecret(old.proof);
    const isKept = overlap_hours > 0;
    const changed = {
      ...old,
      secret: kept,
      old_secret: isKept ? old.secret : null,
      old_secret_until: isKept ? later(ctx.at, overlap_hours * hourMs) : null,
      version: old.version + 1,
    };
    const { secret, old_secret } = ctx.seal(agentTriggers, await triggersKey(ctx), changed);
    await ctx.db.query(
      "update agent_triggers set secret = $3, old_secret = $4, old_secret_until = $5, version = $6 where workspace_id = $1 and id = $2",
      [old.workspace_id, old.id, secret, old_secret, changed.old_secret_until, changed.version],
    );
    return { ...presentTrigger(changed), secret: shown };
  },
});
