import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import {
  findAccountIndex,
  findPassword,
  hashPassword,
  isOutdated,
  signInNameField,
  storePassword,
  userErrors,
  verifyPassword,
} from "../users/public.ts";
import { admitTry } from "./anomalies/admit-try.ts";
import { noteWrongTry } from "./anomalies/note-wrong-try.ts";
import { completeSignIn, hasBegun, signInOutput } from "./complete-sign-in.ts";
import { sessionErrors } from "./errors.ts";

export const signIn = endpoint({
  method: "POST",
  path: "/sessions",
  summary: "Sign in.",
  description:
    "The session arrives as a cookie that no script can read. What was signed in before, in the same browser, ends. Wrong tries make their network wait, and never anyone else: a browser that signed in to the account before has an allowance of its own.",
  scope: "anonymous",
  permission: "public",
  purpose: "security",
  input: z.strictObject({ email: signInNameField, password: z.string().min(1).max(1000) }),
  output: signInOutput,
  status: 201,
  refusals: [sessionErrors.refused, userErrors.busy],
  audit: {
    action: "session.begun",
    target: (outcome) => (outcome.next === "signed_in" ? outcome.session_id : ""),
    when: hasBegun,
  },
  async prepare(ctx, { email, password }) {
    const index = await findAccountIndex(ctx, email);
    const forgive = await admitTry(ctx, index);
    const cost = ctx.deployment.passwordCost;
    const found = await findPassword(ctx, index);
    const isRight = await verifyPassword(found?.phc, password, cost);
    if (!found || !isRight) {
      await noteWrongTry(ctx, index, found?.userId);
      throw sessionErrors.refused();
    }
    await forgive();
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
