import * as z from "zod";
import type { Context } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { newSecret } from "../../../framework/ids.ts";
import { readSettings } from "../../deployment/public.ts";
import { completeSignIn, signInOutput } from "../../sessions/public.ts";
import { findUserByEmail, userErrors } from "../../users/public.ts";
import { identityErrors } from "../errors.ts";
import { providerRefusals } from "../refusal-of.ts";
import { admitMember } from "./admit-member.ts";
import { keepPending, pendingRefusals } from "./keep-pending.ts";
import { findIdentity, linkIdentity } from "./link-identity.ts";
import { provedAt, answerFields, type Proven, type Returned, returnFromProvider } from "./return-from-provider.ts";

const signUpOutput = z.object({
  next: z.literal("sign_up"),
  token: z.string().nullable().describe("For `POST /sign-ins/sign-up`, within ten minutes and in this browser."),
  email: z.string(),
  name: z.string(),
});

export const finishSignIn = endpoint({
  method: "POST",
  path: "/sign-ins/finish",
  summary: "Sign in with what the provider sent back.",
  description:
    "An account is found by the identity, else by an address that the provider has verified and may speak for. Where there is none, `next` says `sign_up`.",
  scope: "anonymous",
  permission: "public",
  purpose: "security",
  rate: "credentials",
  input: z.strictObject(answerFields),
  output: z.union([signInOutput, signUpOutput]),
  status: 201,
  refusals: [
    ...pendingRefusals,
    identityErrors.not_anew,
    identityErrors.email_missing,
    identityErrors.email_unverified,
    identityErrors.domain_not_allowed,
    identityErrors.membership_needed,
    userErrors.sign_up_closed,
    userErrors.invitation_needed,
    ...providerRefusals,
  ],
  audit: {
    action: "session.begun",
    target: (begun) => ("session_id" in begun ? begun.session_id : ""),
    when: ({ next }) => next === "signed_in",
  },
  async prepare(ctx, answer) {
    const returned = await returnFromProvider(ctx, answer);
    if (returned.linkFor) throw identityErrors.state_unknown(); // begun as linking: it signs nobody in
    return { returned, known: await findAccount(ctx, returned.proven) };
  },
  async run(ctx, _input, { prepared }) {
    const { returned, known } = prepared as { returned: Returned; known: Known | undefined };
    if (!known) return askToSignUp(ctx, returned);
    await ctx.become({ userId: known.userId });
    if (known.identityId) await noteUse(ctx, known);
    else await linkIdentity(ctx, returned.proven);
    const method = `oidc:${returned.found.id}` as const;
    const outcome = await completeSignIn(ctx, {
      userId: known.userId,
      method,
      strong: false,
      provedAt: provedAt(ctx, returned.proven),
    });
    await admitMember(ctx, returned.found, returned.proven);
    return outcome;
  },
});

type Known = { userId: string; identityId?: string };

async function findAccount(ctx: Context, proven: Proven): Promise<Known | undefined> {
  const identity = await findIdentity(ctx, proven);
  if (identity) return { userId: identity.user_id, identityId: identity.id };
  if (!proven.isSpokenFor) throw identityErrors.domain_not_allowed();
  const userId = await findUserByEmail(ctx, proven.email);
  return userId ? { userId } : undefined;
}

async function noteUse(ctx: Context, { userId, identityId }: Known): Promise<void> {
  const sql = "update identities set last_used_at = $3 where user_id = $1 and id = $2 returning id";
  const noted = await ctx.db.query(sql, [userId, identityId, ctx.at]);
  if (noted.length === 0) throw requestErrors.not_found(); // unlinked since it was found
}

/** Nobody has this address yet: what is still to be said is asked for, and what was proved waits sealed meanwhile. */
async function askToSignUp(ctx: Context, { found, proven }: Returned) {
  const { sign_up } = await readSettings(ctx);
  if (sign_up === "closed") throw userErrors.sign_up_closed();
  if (found.organization && !found.organization.addsMembers) throw identityErrors.membership_needed();
  if (!found.organization && sign_up === "invited") throw userErrors.invitation_needed();
  const token = newSecret();
  await keepPending(ctx, token, { proven });
  return { next: "sign_up" as const, token, email: proven.email, name: proven.name };
}
