import { durationOf, shift } from "../../privacy/public.ts";

/** How long whoever asked can still read the answer, and download what came of it. */
export const reckonClosing = (at: Date) => ({
  closed_at: at,
  expires_at: shift(at, durationOf("retention.log_days")),
});
