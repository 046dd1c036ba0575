import * as z from "zod";
import { minuteMs, secondMs } from "../../../framework/clock.ts";
import type { Context } from "../../../framework/context.ts";
import type { IdentityClaims } from "../../../integrations/roles/identity-provider.ts";
import { emailField } from "../../users/public.ts";
import { identityErrors } from "../errors.ts";
import { askProviders } from "../ask-providers.ts";
import { redirectUri } from "../providers/describe-providers.ts";
import { refusalOf } from "../refusal-of.ts";
import { findSignInProvider, type SignInProvider, speaksFor } from "./find-sign-in-provider.ts";
import { takePending } from "./keep-pending.ts";
import type { Away } from "./leave-for-provider.ts";

export const answerFields = {
  code: z.string().min(1).max(4000),
  state: z.string().min(1).max(500),
  iss: z.string().max(500).optional().describe("As the provider sent it (RFC 9207)."),
};

/** Who somebody is, by a provider whose answer passed every check. */
export type Proven = {
  provider: string;
  issuer: string;
  subject: string;
  email: string;
  name: string;
  isSpokenFor: boolean;
  groups: string[];
  /** When the provider asked this person who they are, as far as it tells: milliseconds. */
  askedAt?: number;
};
export type Returned = { proven: Proven; found: SignInProvider; linkFor: string | undefined };

/** Reads what the browser brings back. Waits on the outside: belongs in `prepare`. @throws every refusal of a sign-in by a provider */
export async function returnFromProvider(
  ctx: Context,
  answer: { code: string; state: string; iss?: string | undefined },
): Promise<Returned> {
  const away = await takePending<Away>(ctx, answer.state);
  const found = await findSignInProvider(ctx, { id: away.provider });
  if (!found) throw identityErrors.state_unknown(); // disconnected meanwhile
  const { providers, fetch } = askProviders(ctx);
  const way = { fetch, redirectUri: redirectUri(ctx) };
  const claims = await providers.finish(found.provider, away.secrets, answer, way).catch((error: unknown) => {
    throw refusalOf(error);
  });
  const proven = await readClaims(ctx, found, claims);
  checkAnew(ctx, away, proven);
  return { proven, found, linkFor: away.linkFor };
}

/** The provider's clock may differ from ours by so much. */
const skewMs = minuteMs;

/** What the browser was sent with can be left out on the way: only the token tells. @throws Refusal `identities.not_anew` */
function checkAnew(ctx: Context, { anewSince }: Away, { askedAt }: Proven): void {
  if (anewSince === undefined) return;
  const isAnew =
    askedAt !== undefined && askedAt >= anewSince - skewMs && askedAt <= ctx.clock.now().getTime() + skewMs;
  if (!isAnew) throw identityErrors.not_anew();
}

/** When a session that begins so was last proved: never later than now, and unknown where the provider does not tell. */
export const provedAt = (ctx: Context, { askedAt }: Proven): Date | null =>
  askedAt === undefined ? null : new Date(Math.min(askedAt, ctx.at.getTime()));

async function readClaims(ctx: Context, found: SignInProvider, claims: IdentityClaims): Promise<Proven> {
  const email = emailField.safeParse(claims["email"]);
  if (!email.success) throw identityErrors.email_missing();
  // Some directories say instead that the domain's owner verified the address.
  const isVerified = claims["email_verified"] === true || claims["xms_edov"] === true || claims["xms_edov"] === "1";
  if (!isVerified) throw identityErrors.email_unverified();
  const name = typeof claims["name"] === "string" ? claims["name"].trim().slice(0, 100) : "";
  const listed = found.organization ? claims[found.organization.groupClaim] : [];
  return {
    provider: found.id,
    issuer: claims.iss,
    subject: claims.sub,
    email: email.data,
    name,
    isSpokenFor: await speaksFor(ctx, found, email.data, claims["hd"]),
    ...(typeof claims["auth_time"] === "number" ? { askedAt: claims["auth_time"] * secondMs } : {}),
    groups: (Array.isArray(listed) ? listed : [listed]).filter((group) => typeof group === "string").slice(0, 500),
  };
}
