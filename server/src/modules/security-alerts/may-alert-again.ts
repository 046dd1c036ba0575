import type { Work } from "../../framework/context.ts";
import { Refusal, requestErrors } from "../../framework/errors.ts";
import { takeSharedLimit } from "../../framework/request/rate-limit.ts";

/** Two at once, then one an hour: whoever attacks must not be able to bury an inbox. The screen shows all of them. */
const limit = { perMinute: 1 / 60, burst: 2 };

/** Whether somebody may be told of the same kind of event again. */
export async function mayAlertAgain(ctx: Work, what: string): Promise<boolean> {
  const bucket = ctx.keyring.keyedHash("rate limit", `alert|${what}`);
  try {
    await takeSharedLimit(ctx.database, bucket, limit, ctx.at);
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === requestErrors.too_many.code) return false;
    throw error;
  }
}
