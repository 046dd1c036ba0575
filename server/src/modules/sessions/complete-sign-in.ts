import * as z from "zod";
import type { Context } from "../../framework/context.ts";
import { countFactors, openChallenge } from "../factors/public.ts";
import { beginSession } from "./begin-session.ts";

/** What a first factor was. `strong` ones (such as a passkey, or a provider that asked for a second factor) need no second. */
type FirstFactor = {
  userId: string;
  method: "sign_up" | "password" | "passkey" | `oidc:${string}`;
  strong: boolean;
  /** When whoever signs in showed who they are, where that was not just now; null where nobody tells. */
  provedAt?: Date | null;
};

const secondFactors = ["passkey", "authenticator_app", "recovery_code"] as const;

/** A session that began, or the question for a second factor. */
export const signInOutput = z.discriminatedUnion("next", [
  z.object({ next: z.literal("signed_in"), session_id: z.string() }),
  z.object({
    next: z.literal("second_factor"),
    challenge: z.string().describe("For `POST /sessions/second-factor`, within five minutes; a passkey signs it."),
    factors: z.array(z.enum(secondFactors)).describe("What you have to choose from."),
  }),
]);
type SignInOutcome = z.output<typeof signInOutput>;

/**
 * Where every way of signing in arrives once it has proved who is there: begins the session, or asks for a second factor
 * of whoever has one. Belongs in `run`: it goes on as that user.
 */
export async function completeSignIn(
  ctx: Context,
  { userId, method, strong, provedAt }: FirstFactor,
): Promise<SignInOutcome> {
  await ctx.become({ userId });
  const { passkeys, app, recoveryCodes } = await countFactors(ctx, userId);
  const has = { passkey: passkeys > 0, authenticator_app: app, recovery_code: recoveryCodes > 0 };
  if (strong || (!has.passkey && !has.authenticator_app))
    return { next: "signed_in", session_id: await beginSession(ctx, method, provedAt) };
  const challenge = await openChallenge(ctx, "second_factor", { userId, method });
  return { next: "second_factor", challenge, factors: secondFactors.filter((factor) => has[factor]) };
}

/** Only a session that began is for the audit log; a question that was asked has changed nothing. */
export const hasBegun = (outcome: SignInOutcome): boolean => outcome.next === "signed_in";
