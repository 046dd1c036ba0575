import type { RegistrationResponseJSON } from "@simplewebauthn/server";
import * as z from "zod";
import type { Context, Deployment } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { isUniqueViolation } from "../../../framework/errors.ts";
import { recoveryCodesOutput } from "../codes/confirm-authenticator-app.ts";
import { factorErrors } from "../errors.ts";
import { noteAdded } from "../note-added.ts";
import { takeChallenge } from "../open-challenge.ts";
import { passkeys } from "../tables.ts";
import { algorithms } from "./begin-passkey.ts";
import { passkeyOutput, passkeyNameField } from "./passkey-output.ts";
import { type Attestation, attestationField, challengeOf, compact } from "./challenge-of.ts";
import { indexCredential, relyingPartyOf } from "./prove-passkey.ts";

export const addPasskey = endpoint({
  method: "POST",
  path: "/passkeys",
  summary: "Add the passkey that was just made.",
  description:
    "From now on it signs you in, and a password alone does not. The first factor brings recovery codes, shown this once.",
  scope: "user",
  permission: "self",
  purpose: "security",
  stepUp: true,
  input: z.strictObject({ name: passkeyNameField, credential: attestationField }),
  output: passkeyOutput.extend({ recovery_codes: recoveryCodesOutput }),
  status: 201,
  refusals: [factorErrors.passkey_refused, factorErrors.passkey_there, factorErrors.challenge_spent],
  audit: { action: "passkey.added", target: ({ id }) => id },
  prepare: (ctx, { credential }) => verifyAttestation(ctx, credential),
  async run(ctx, { name }, { prepared }) {
    const { userId } = ctx.scope;
    const { credential, is_synced } = prepared as Verified;
    const key = await ctx.keys.of({ kind: "user", id: userId }, "credential");
    const row = {
      id: ctx.newId("psk"),
      user_id: userId,
      credential_index: indexCredential(ctx, credential.id),
      credential: { id: credential.id, public_key: credential.public_key, transports: credential.transports },
      name,
      counter: credential.counter,
      is_synced,
      created_at: ctx.at,
      last_used_at: null,
    };
    const insert = ctx.db
      .of(passkeys)
      .insertInto("passkeys")
      .values(ctx.seal(passkeys, key, row));
    await insert.execute().catch((error: unknown) => {
      throw isUniqueViolation(error, "passkeys_credential_index_key") ? factorErrors.passkey_there() : error;
    });
    const { id, created_at, last_used_at } = row;
    const recovery_codes = await noteAdded(ctx, "passkey_added");
    return { id, name, is_synced, created_at, last_used_at, recovery_codes };
  },
});

type Verified = {
  credential: { id: string; public_key: string; transports: string[]; counter: number };
  is_synced: boolean;
};

/** @throws Refusal `factors.passkey_refused`, `factors.challenge_spent` */
async function verifyAttestation(ctx: Context<"user">, answer: Attestation): Promise<Verified> {
  const challenge = challengeOf(answer);
  if (!challenge) throw factorErrors.passkey_refused();
  const { user_id } = await takeChallenge(ctx, "passkey_registration", challenge);
  if (user_id !== ctx.scope.userId) throw factorErrors.passkey_refused();
  const info = await readAttestation(ctx.deployment, answer, challenge);
  if (!info) throw factorErrors.passkey_refused();
  const { id, publicKey, counter } = info.credential;
  const transports = answer.response.transports ?? [];
  return {
    credential: { id, public_key: Buffer.from(publicKey).toString("base64url"), transports, counter },
    is_synced: info.credentialBackedUp,
  };
}

async function readAttestation(deployment: Deployment, answer: Attestation, challenge: string) {
  const { verifyRegistrationResponse } = await import("@simplewebauthn/server");
  const checked = verifyRegistrationResponse({
    response: compact(answer) as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: deployment.origin,
    expectedRPID: relyingPartyOf(deployment),
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  });
  // It throws for whatever an answer can have wrong, and says so in words for its developer.
  const { verified, registrationInfo } = await checked.catch(() => ({ verified: false, registrationInfo: undefined }));
  return verified ? registrationInfo : undefined;
}
