import type { Context } from "../../framework/context.ts";
import { beginSession } from "./begin-session.ts";

/** What a first factor was. `strong` ones (such as a passkey, or a provider that asked for a second factor) need no second. */
type FirstFactor = { userId: string; method: "sign_up" | "password" | "passkey" | "oidc"; strong: boolean };

/** A session that began. */
type SignInOutcome = { next: "signed_in"; session_id: string };

/** Where every way of signing in arrives once it has proved who is there. Belongs in `run`: it writes as that user. */
export async function completeSignIn(ctx: Context, { userId, method }: FirstFactor): Promise<SignInOutcome> {
  await ctx.become({ userId });
  return { next: "signed_in", session_id: await beginSession(ctx, method) };
}
