import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { challengeMs, openChallenge } from "../open-challenge.ts";
import { relyingPartyOf } from "./prove-passkey.ts";

export const askForPasskey = endpoint({
  method: "POST",
  path: "/passkey-challenges",
  summary: "Get a challenge for a passkey to sign.",
  description:
    "The same for everybody: the passkey itself tells whose it is. Good once, for five minutes, to sign in or to step up.",
  scope: "anonymous",
  permission: "public",
  purpose: "security",
  input: z.strictObject({}),
  output: z.object({
    challenge: z.string(),
    rp_id: z.string(),
    user_verification: z.literal("required"),
    timeout_ms: z.int(),
  }),
  status: 201,
  audit: { action: "passkey.asked", target: (_output, _input, scope) => scope.userId ?? "" },
  prepare: (ctx) => openChallenge(ctx, "passkey"),
  run: (ctx, _input, { prepared }) =>
    Promise.resolve({
      challenge: prepared as string,
      rp_id: relyingPartyOf(ctx.deployment),
      user_verification: "required" as const,
      timeout_ms: challengeMs,
    }),
});
