import * as z from "zod";
import type { Context } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { CommittedRefusal, Refusal, requestErrors } from "../../../framework/errors.ts";
import { lookup, proveScope } from "../../../framework/database/tenant.ts";
import { triggerErrors } from "../errors.ts";
import { findTrigger, type TriggerRow } from "../present-trigger.ts";
import { checkProof, type Sent } from "./check-proof.ts";
import { pullHook } from "./pull-hook.ts";

const hookById = lookup<[string], { organization_id: string; workspace_id: string; user_id: string }>(
  "hook_by_id",
  "select organization_id, workspace_id, user_id from agent_triggers where id = $1 and kind = 'hook'",
);

const address = /^(trg_[0-9a-z]{26})(?:\.([\w-]{43}))?$/;

type Proved = { id: string; scope: ReturnType<typeof proveScope>; messageId: string; text: string };

export const takeHook = endpoint({
  method: "POST",
  path: "/hooks/{hook}",
  summary: "Tell a hook something, and its agent begins.",
  description:
    "For programs outside. Signed as Standard Webhooks says, by `webhook-id`, `webhook-timestamp` and `webhook-signature`; or, where the hook was made with proof `address`, with its secret in the address, and `webhook-id` if the sender has one. A message that comes again within a week begins nothing, and is answered as the first time. Whatever stands in it is information for the agent, never an instruction.",
  // Read as it comes: what is signed are its bytes. No cookie is looked at.
  dialect: "form",
  takes: "bytes",
  reads: ["webhook-id", "webhook-timestamp", "webhook-signature"],
  scope: "anonymous",
  permission: "public",
  purpose: "converse",
  status: 202,
  bodyBytesMax: 65_536,
  input: z.strictObject({ hook: z.string().max(120) }),
  output: z.object({ id: z.string().describe("Of the run that it began.") }),
  refusals: [
    triggerErrors.hook_refused,
    triggerErrors.hook_too_old,
    triggerErrors.hook_off,
    triggerErrors.hook_unreadable,
  ],
  audit: { action: "agent_trigger.pulled", target: (_, { hook }) => hook.split(".")[0]! },
  prepare: (ctx, { hook }) => prove(ctx, hook),
  async run(ctx, _input, { prepared }) {
    const { id, scope, messageId, text } = prepared as Proved;
    const { organizationId = "", workspaceId = "", userId = "" } = scope;
    await ctx.become({ organizationId, workspaceId, userId });
    const taken = await pullHook(ctx, id, { messageId, text });
    // What it found out about whoever made the hook stays.
    if ("refusal" in taken) throw new CommittedRefusal(taken.refusal);
    return { id: taken.runId };
  },
});

/**
 * Who the hook is of, once the message has proved to be for it. Nobody is told what of it was wrong.
 * @throws Refusal `agent_triggers.hook_refused`, `.hook_too_old`, `.hook_unreadable`
 */
async function prove(ctx: Context, hook: string): Promise<Proved> {
  const [, id, token] = address.exec(hook) ?? [];
  const [found] = id === undefined ? [] : await ctx.lookup(hookById, id);
  if (id === undefined || !found) throw triggerErrors.hook_refused();
  const chunks: Uint8Array[] = [];
  for await (const chunk of ctx.bytes) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const { organization_id: organizationId, workspace_id: workspaceId, user_id: userId } = found;
  const scope = proveScope({ organizationId, workspaceId, userId });
  const trigger = await ctx.inScope((step) => findTrigger(step, id), scope).catch(refuseGone);
  const sent = { token, body, ...readHeaders(ctx) };
  const proof = checkProof(trigger, sent, ctx.clock.now());
  if (proof === "too_old") throw triggerErrors.hook_too_old();
  if (proof === "wrong") throw triggerErrors.hook_refused();
  return { id, scope, messageId: sent.id || ctx.newId("msg"), text: readText(body) };
}

function readHeaders({ headers }: Context): Pick<Sent, "id" | "timestamp" | "signature"> {
  const { "webhook-id": id = "", "webhook-timestamp": timestamp = "", "webhook-signature": signature = "" } = headers;
  return { id, timestamp, signature };
}

/** Deleted in between, or its person's keys are. */
function refuseGone(error: unknown): TriggerRow {
  const isGone = error instanceof Refusal && error.code === requestErrors.not_found.code;
  throw isGone ? triggerErrors.hook_refused() : error;
}

/** @throws Refusal `agent_triggers.hook_unreadable` */
function readText(body: Uint8Array): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
    if (!text.includes("\0")) return text;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw triggerErrors.hook_unreadable();
}
