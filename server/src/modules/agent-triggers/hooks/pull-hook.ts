import { hourMs, later, secondMs } from "../../../framework/clock.ts";
import type { Work } from "../../../framework/context.ts";
import { type Refusal, requestErrors } from "../../../framework/errors.ts";
import { findAgentInUse } from "../../agents/public.ts";
import { startRun } from "../../runs/public.ts";
import { triggerErrors } from "../errors.ts";
import { findTrigger, type TriggerRow } from "../present-trigger.ts";
import { findDenial } from "../pull-trigger.ts";

/** What came, proved to be from somebody who has the secret, and written by nobody here. */
type Message = { messageId: string; text: string };

/**
 * Begins the run of a message, in a transaction of the hook's person that holds the hook: of two that come at once the second
 * finds what the first has done.
 */
export async function pullHook(
  step: Work,
  id: string,
  message: Message,
): Promise<{ runId: string } | { refusal: Refusal }> {
  const hook = await findTrigger(step, id);
  const key = [hook.workspace_id, id, step.keyring.keyedHash("hook message", `${id}|${message.messageId}`)];
  const [known] = await step.db.query<{ run_id: string }>(
    "select run_id from hook_messages where workspace_id = $1 and trigger_id = $2 and message_hash = $3",
    key,
  );
  if (known) return { runId: known.run_id };
  const refusal = await findRefusal(step, hook);
  if (refusal) return { refusal };
  const runId = await begin(step, hook, message.text);
  await step.db.query(
    `insert into hook_messages (organization_id, workspace_id, trigger_id, message_hash, user_id, run_id, received_at)
     values ($4, $1, $2, $3, $5, $6, $7)`,
    [...key, hook.organization_id, hook.user_id, runId, step.clock.now()],
  );
  await step.db.query("update agent_triggers set last_run_id = $3 where workspace_id = $1 and id = $2", [
    hook.workspace_id,
    id,
    runId,
  ]);
  return { runId };
}

async function findRefusal(step: Work, hook: TriggerRow): Promise<Refusal | undefined> {
  if (!hook.enabled) return triggerErrors.hook_off();
  const waitSeconds = await findWait(step, hook);
  if (waitSeconds !== undefined) return requestErrors.too_many({}, waitSeconds);
  const denied = await findDenial(step, hook);
  if (!denied) return undefined;
  await step.db.query(
    "update agent_triggers set enabled = false, stopped_because = $3 where workspace_id = $1 and id = $2",
    [hook.workspace_id, hook.id, denied],
  );
  return triggerErrors.hook_off();
}

/** Seconds until there is room again, where the hour is full. */
async function findWait(step: Work, { workspace_id, id, hourly_most }: TriggerRow): Promise<number | undefined> {
  const at = step.clock.now();
  const [oldest] = await step.db.query<{ received_at: Date }>(
    `select received_at from hook_messages where workspace_id = $1 and trigger_id = $2 and received_at > $3
     order by received_at desc offset $4 limit 1`,
    [workspace_id, id, later(at, -hourMs), hourly_most! - 1],
  );
  return oldest && Math.max(1, Math.ceil((oldest.received_at.getTime() + hourMs - at.getTime()) / secondMs));
}

async function begin(
  step: Work,
  { id, agent_id, text, variables, api_key_id: apiKeyId }: TriggerRow,
  received: string,
): Promise<string> {
  const agent = await findAgentInUse(step, agent_id);
  const told = { messages: [{ role: "user" as const, content: text }], received, ...(variables && { variables }) };
  return startRun(step, { agent, trigger: "hook", triggerId: id, apiKeyId, told, isUntrusted: true });
}
