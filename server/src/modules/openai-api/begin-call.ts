import * as z from "zod";
import { egressErrors, type Passed } from "../../egress/public.ts";
import type { Context } from "../../framework/context.ts";
import { ProviderError } from "../../integrations/roles/calls/provider-error.ts";
import {
  agentErrors,
  type AgentInUse,
  findAgentByName,
  givenVariables,
  inUse,
  requireUse,
  tellInstructions,
} from "../agents/public.ts";
import { modelErrors } from "../models/public.ts";

/** The contact a call is about: without their consent nothing is sent. OpenAI's programs take it as an extra field. */
export const aboutContact = { contact_id: z.string().max(100).nullish() };

/** What an agent's instructions want to know, by name; of a model that is no agent they are passed over. */
export const aboutAgent = { variables: givenVariables.nullish() };

type Given = { model: string; variables?: Record<string, string> | null | undefined };

/** What every call of this surface begins with: its record's id, the key its prompt is hashed under, and its end. */
export async function beginCall(
  ctx: Context<"workspace">,
  model: string,
  signal: AbortSignal,
  contactId?: string | null,
) {
  const id = ctx.newId("gen");
  const key = await ctx.keys.of({ kind: "user", id: ctx.scope.userId }, "conversation");
  const common = { id, surface: "v1", permission: "generations.write", artefact: id, key } as const;
  return { ...common, model, signal: leaveWith(signal), ...(contactId && { contactId }) };
}

/** Whoever hangs up has stopped the call. */
function leaveWith(signal: AbortSignal): AbortSignal {
  const left = new AbortController();
  const leave = () => left.abort(new ProviderError("provider.cancelled"));
  if (signal.aborted) leave();
  signal.addEventListener("abort", leave, { once: true });
  return left.signal;
}

/** `agent:` and its id or its name in small letters with hyphens: its model, and what it is told. */
export async function resolveAgent(
  ctx: Context<"workspace">,
  { model, variables }: Given,
  instructions: string | undefined,
): Promise<{ model: string; agentId?: string; instructions?: string; asksAge?: true; agent?: AgentInUse }> {
  const given = instructions === undefined ? {} : { instructions };
  if (!model.startsWith("agent:")) return { model, ...given };
  const agent = await inUse(ctx, await findAgentByName(ctx, model.slice("agent:".length)));
  await requireUse(ctx, agent, variables ?? {});
  const told = [tellInstructions(agent, variables ?? {}), instructions ?? ""]
    .filter((text) => text !== "")
    .join("\n\n");
  const asksAge = agent.rating === "adults" ? ({ asksAge: true } as const) : {};
  return { model: agent.model, agentId: agent.id, agent, ...asksAge, ...(told ? { instructions: told } : {}) };
}

/** The agent that a model's name means, for a key that is held to some. */
export const agentOf = async (ctx: Context<"workspace">, given: Given): Promise<string | undefined> =>
  (await resolveAgent(ctx, given, undefined)).agentId;

/** The refusals of whoever asks a model and waits. */
export function callRefusals() {
  const { blocked, approval_needed, no_model_answers, ai_off, locked, consent_missing, age_refused } = egressErrors;
  const { own_age_refused, model_refused, model_missing, model_limited, model_unavailable } = egressErrors;
  return [
    modelErrors.not_connected,
    agentErrors.not_for_you,
    agentErrors.variable_missing,
    agentErrors.variable_wrong,
    blocked,
    approval_needed,
    no_model_answers,
    ai_off,
    locked,
    consent_missing,
    age_refused,
    own_age_refused,
    model_refused,
    model_missing,
    model_limited,
    model_unavailable,
  ];
}

/** Which record tells of the call, and whether any AI was called at all. */
export const marked = (passed: Passed | undefined): Record<string, string> =>
  passed?.sandbox ? { "avow-sandbox": "true" } : {};
