import { takeTurn } from "../../../egress/public.ts";

/** Nothing to wait for while it is one's own turn. */
export type Turn = () => Promise<void> | undefined;

/** In the one row in which everything waits that the guardrail does. */
export const takeTurns =
  (signal?: AbortSignal): Turn =>
  () =>
    takeTurn(signal);
