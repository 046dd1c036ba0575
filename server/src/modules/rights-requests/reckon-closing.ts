import type { Work } from "../../framework/context.ts";
import { amountsPort, durationBy, shift } from "../../privacy/public.ts";

/** How long whoever asked can still read the answer, and download what came of it. */
export const reckonClosing = async ({ at, port }: Pick<Work, "at" | "port">) => ({
  closed_at: at,
  expires_at: shift(at, durationBy("retention.log_days", await port(amountsPort)())),
});
