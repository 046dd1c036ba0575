import type { Work } from "../../framework/context.ts";
import { Refusal, requestErrors } from "../../framework/errors.ts";
import { takeSharedLimit } from "../../framework/request/rate-limit.ts";

/** Five at once, then one every twelve minutes: enough for whoever lost a mail, too few to bury an inbox. */
const limit = { perMinute: 1 / 12, burst: 5 };

/** Whether another mail of this kind may go to an address. Nobody is told when not. */
export async function mayMailAgain(ctx: Work, kind: string, emailIndex: Buffer): Promise<boolean> {
  const bucket = ctx.keyring.keyedHash("rate limit", `mail|${kind}|${emailIndex.toString("hex")}`);
  try {
    await takeSharedLimit(ctx.database, bucket, limit, ctx.at);
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === requestErrors.too_many.code) return false;
    throw error;
  }
}
