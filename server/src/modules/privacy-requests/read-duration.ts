import { policiesPort } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { type Duration, durationBy, type ParameterName } from "../../privacy/public.ts";

/** How long something takes by the deployment's policy in force. */
export const readDuration = async ({ port }: Pick<Work, "port">, name: ParameterName): Promise<Duration> =>
  durationBy(name, (await port(policiesPort).read({})).number);
