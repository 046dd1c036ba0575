import { findObstacle, policiesPort, registerPort } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import type { ProcessorFacts } from "../../egress/public.ts";
import { isVendor } from "./provider-kinds.ts";

export type Standing = { obstacle: string | undefined; facts: ProcessorFacts | undefined };

/** Why the policy in force keeps calls from a provider, or one of its models. One's own servers need no entry. */
export async function checkPolicy(work: Work, kind: string, model?: string): Promise<Standing> {
  if (!isVendor(kind)) return { obstacle: undefined, facts: undefined };
  const { organizationId, workspaceId } = work.scope;
  const [policy, register] = await Promise.all([
    work.port(policiesPort).read({ organizationId, workspaceId }),
    work.port(registerPort).read(),
  ]);
  const processor = register.get(kind);
  const facts = processor?.facts;
  const allows = (set: "any" | readonly string[], word: string) => set === "any" || set.includes(word);
  if (policy.choice("ai.locality") === "self_hosted_only") return { obstacle: "self_hosted_only", facts };
  if (!allows(policy.set("ai.providers"), kind)) return { obstacle: "provider_not_chosen", facts };
  if (model !== undefined && !allows(policy.set("ai.models"), `${kind}/${model}`))
    return { obstacle: "model_not_chosen", facts };
  return { obstacle: findObstacle(processor, policy, work.clock.now())?.reason, facts };
}
