import { policiesPort } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { type Duration, durationBy, type ParameterName } from "../../privacy/public.ts";

/** How long something takes by the policy in force: an organization's, or the deployment's. */
export const readDuration = async (
  { port }: Pick<Work, "port">,
  name: ParameterName,
  organizationId?: string,
): Promise<Duration> => durationBy(name, (await port(policiesPort).read({ organizationId })).number);
