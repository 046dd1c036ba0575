import type { App } from "../../framework/app.ts";
import { filledPort } from "../../framework/ports.ts";
import { policiesPort } from "../../egress/public.ts";
import { factsOf, readProfile } from "../policy-versions/public.ts";
import type { Fillings } from "../../privacy/public.ts";

/** The values in force for an organization; for the deployment without one. */
export async function fillSentences(app: App, organizationId: string | undefined): Promise<Fillings> {
  const [policy, { profile }] = await Promise.all([
    filledPort(app.ports, policiesPort).read({ organizationId }),
    readProfile(app),
  ]);
  return { valueOf: (name) => policy.resolve(name).value, facts: factsOf(profile) };
}
