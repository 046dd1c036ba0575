import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import type { Sealed } from "../../../framework/columns.ts";
import type { Context, Deployment, Work } from "../../../framework/context.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import { raiseSecurityEvent } from "../../security-events/public.ts";
import { factorErrors } from "../errors.ts";
import { isOpen } from "../open-challenge.ts";
import { passkeys, type StoredCredential } from "../tables.ts";
import { type Assertion, challengeOf, compact } from "./challenge-of.ts";

type Found = { id: string; user_id: string; credential: Sealed<StoredCredential>; counter: number };

const passkeyByCredential = lookup<[Buffer], Found>(
  "passkey_by_credential",
  "select id, user_id, credential, counter from passkeys where credential_index = $1",
);

/** The host that passkeys are bound to. */
export const relyingPartyOf = (deployment: Deployment): string => new URL(deployment.origin).hostname;

export const indexCredential = (ctx: Work, credentialId: string): Buffer =>
  ctx.keyring.keyedHash("passkey", credentialId);

/** A passkey whose signature was right. `note` keeps its new count, in a transaction of its user. */
export type ProvedPasskey = { id: string; userId: string; challenge: string; counter: number };

/**
 * Whose passkey signed the challenge that comes with the answer, with the person verified by their device. The caller
 * sees to it that the challenge is one of ours and unused. Belongs in `prepare`: it looks up and calculates.
 * @throws Refusal `factors.passkey_refused`
 */
export async function provePasskey(ctx: Context, answer: Assertion): Promise<ProvedPasskey> {
  const challenge = challengeOf(answer);
  const [found] = await ctx.lookup(passkeyByCredential, indexCredential(ctx, answer.id));
  if (!challenge || !found) throw factorErrors.passkey_refused();
  const key = (await ctx.keys.many("user", [found.user_id], "credential")).get(found.user_id);
  if (!key) throw factorErrors.passkey_refused();
  const { credential } = ctx.open(passkeys, key, { id: found.id, credential: found.credential });
  const counter = await verifySignature(ctx.deployment, answer, challenge, credential);
  if ((counter > 0 || found.counter > 0) && counter <= found.counter) {
    await tellCopied(ctx, found, challenge);
    throw factorErrors.passkey_refused();
  }
  return { id: found.id, userId: found.user_id, challenge, counter };
}

async function verifySignature(
  deployment: Deployment,
  answer: Assertion,
  challenge: string,
  stored: StoredCredential,
): Promise<number> {
  const { id } = stored;
  // Loaded when first needed: it brings more files than most of Avow's modules together.
  const { verifyAuthenticationResponse } = await import("@simplewebauthn/server");
  const checked = verifyAuthenticationResponse({
    response: compact(answer) as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: deployment.origin,
    expectedRPID: relyingPartyOf(deployment),
    // The count is compared by the caller, who tells a wrong count from a wrong signature.
    credential: { id, counter: 0, publicKey: new Uint8Array(Buffer.from(stored.public_key, "base64url")) },
    requireUserVerification: true,
  });
  // It throws for whatever an answer can have wrong, and says so in words for its developer.
  const { verified, authenticationInfo } = await checked.catch(() => ({
    verified: false,
    authenticationInfo: undefined,
  }));
  if (!verified || !authenticationInfo) throw factorErrors.passkey_refused();
  return authenticationInfo.newCounter;
}

/** A right signature with an old count. The same answer sent twice has it, too: its question is spent by then. */
async function tellCopied(ctx: Context, { id, user_id: userId }: Found, challenge: string): Promise<void> {
  if (!(await isOpen(ctx, challenge))) return;
  const raised = { kind: "account.passkey_copied", severity: "critical", userId, facts: { passkey_id: id } } as const;
  await raiseSecurityEvent(ctx, { ...raised, evenIfRefused: true });
}

/** Notes the use, in a transaction of the passkey's user. A count that others took meanwhile was copied. @throws Refusal `factors.passkey_refused` */
export async function noteUse(ctx: Context, proved: ProvedPasskey): Promise<void> {
  const used = await ctx.db
    .of(passkeys)
    .updateTable("passkeys")
    .set({ counter: proved.counter, last_used_at: ctx.at })
    .where("id", "=", proved.id)
    .where("user_id", "=", proved.userId)
    .where((is) => (proved.counter === 0 ? is("counter", "=", 0) : is("counter", "<", proved.counter)))
    .returning("id")
    .execute();
  if (used.length === 0) throw factorErrors.passkey_refused();
}
