import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { describeUsers } from "../../users/public.ts";
import { factorErrors } from "../errors.ts";
import { challengeMs, openChallenge } from "../open-challenge.ts";
import { passkeys } from "../tables.ts";
import { relyingPartyOf } from "./prove-passkey.ts";

export const passkeysMax = 20;

/** ECDSA on P-256 and RSA with SHA-256, which every authenticator has one of (COSE algorithm numbers). */
export const algorithms = [-7, -257];

const descriptor = z.object({ id: z.string(), type: z.literal("public-key"), transports: z.array(z.string()) });

export const beginPasskey = endpoint({
  method: "POST",
  path: "/passkey-registrations",
  summary: "Begin to add a passkey.",
  description:
    "The answer is what `navigator.credentials.create()` takes as `publicKey`, as JSON (W3C Web Authentication Level 3). Send what it answers to `POST /passkeys` within five minutes.",
  scope: "user",
  permission: "self",
  purpose: "security",
  stepUp: true,
  input: z.strictObject({}),
  output: z.object({
    challenge: z.string(),
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    pubKeyCredParams: z.array(z.object({ type: z.literal("public-key"), alg: z.int() })),
    timeout: z.int(),
    attestation: z.literal("none"),
    excludeCredentials: z.array(descriptor),
    authenticatorSelection: z.object({
      residentKey: z.literal("required"),
      requireResidentKey: z.literal(true),
      userVerification: z.literal("required"),
    }),
  }),
  status: 201,
  refusals: [factorErrors.passkey_limit],
  audit: { action: "passkey.begun", target: (_output, _input, scope) => scope.userId ?? "" },
  async run(ctx) {
    const { userId } = ctx.scope;
    const key = await ctx.keys.of({ kind: "user", id: userId }, "credential");
    const query = ctx.db.of(passkeys).selectFrom("passkeys").select(["id", "credential"]);
    const there = await query.where("user_id", "=", userId).execute();
    if (there.length >= passkeysMax) throw factorErrors.passkey_limit({ limit: passkeysMax });
    const known = there.map((row) => ctx.open(passkeys, key, row).credential);
    const user = (await describeUsers(ctx, [userId])).get(userId);
    const rpID = relyingPartyOf(ctx.deployment);
    const challenge = await openChallenge(ctx, "passkey_registration", { userId });
    const { generateRegistrationOptions } = await import("@simplewebauthn/server");
    const { pubKeyCredParams } = await generateRegistrationOptions({
      rpName: "Avow",
      rpID,
      userName: user?.email ?? userId,
      supportedAlgorithmIDs: algorithms,
    });
    return {
      challenge,
      rp: { id: rpID, name: "Avow" },
      user: {
        id: Buffer.from(userId).toString("base64url"),
        name: user?.email ?? userId,
        displayName: user?.name ?? userId,
      },
      pubKeyCredParams: pubKeyCredParams.map(({ alg }) => ({ type: "public-key" as const, alg })),
      timeout: challengeMs,
      attestation: "none" as const,
      excludeCredentials: known.map(({ id, transports }) => ({ id, type: "public-key" as const, transports })),
      authenticatorSelection: {
        residentKey: "required" as const,
        requireResidentKey: true as const,
        userVerification: "required" as const,
      },
    };
  },
});
