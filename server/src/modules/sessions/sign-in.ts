import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { clearSharedLimit, takeSharedLimit } from "../../framework/rate-limit.ts";
import {
  emailField,
  findPassword,
  hashPassword,
  indexEmail,
  isOutdated,
  storePassword,
  userErrors,
  verifyPassword,
} from "../users/public.ts";
import { completeSignIn } from "./complete-sign-in.ts";
import { sessionErrors } from "./errors.ts";

/** Wrong tries from one address at one account, before it has to wait. Someone else's tries elsewhere don't count. */
const tries = { perMinute: 1, burst: 8 };

export const signIn = endpoint({
  method: "POST",
  path: "/sessions",
  summary: "Sign in.",
  description:
    "The session arrives as a cookie that no script can read. What was signed in before, in the same browser, ends.",
  scope: "anonymous",
  permission: "public",
  purpose: "security",
  rate: "credentials",
  input: z.strictObject({ email: emailField, password: z.string().min(1).max(1000) }),
  output: z.object({ next: z.literal("signed_in"), session_id: z.string() }),
  status: 201,
  refusals: [sessionErrors.refused, userErrors.busy],
  audit: { action: "session.begun", target: (begun) => begun.session_id },
  async prepare(ctx, { email, password }) {
    const index = indexEmail(ctx.keyring, email);
    const bucket = ctx.keyring.keyedHash("rate limit", `sign-in|${index.toString("hex")}|${ctx.client.ip}`);
    await takeSharedLimit(ctx.database, bucket, tries, ctx.at);
    const cost = ctx.deployment.passwordCost;
    const found = await findPassword(ctx, index);
    const isRight = await verifyPassword(found?.phc, password, cost);
    if (!found || !isRight) throw sessionErrors.refused();
    await clearSharedLimit(ctx.database, bucket);
    return {
      userId: found.userId,
      rehashed: isOutdated(found.phc, cost) ? await hashPassword(password, cost) : undefined,
    };
  },
  async run(ctx, _input, { prepared }) {
    const { userId, rehashed } = prepared as { userId: string; rehashed: string | undefined };
    await ctx.become({ userId });
    if (rehashed) await storePassword(ctx, userId, rehashed);
    return completeSignIn(ctx, { userId, method: "password", strong: false });
  },
});
