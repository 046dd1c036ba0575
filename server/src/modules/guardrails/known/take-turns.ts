import { takeTurn } from "../../../egress/public.ts";

/** Nothing to wait for while it is one's own turn. */
export type Turn = () => Promise<void> | undefined;

/** Each step takes microseconds: the clock is not read at every one. */
const stepsMost = 8;

/** In the one row in which everything waits that the guardrail does. */
export function takeTurns(signal?: AbortSignal): Turn {
  let steps = 0;
  return () => (++steps % stepsMost === 0 ? takeTurn(signal) : undefined);
}
