import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import {
  assertionField,
  factorErrors,
  noteUse,
  type ProvedPasskey,
  provePasskey,
  takeChallenge,
} from "../factors/public.ts";
import { completeSignIn, signInOutput } from "./complete-sign-in.ts";

export const signInByPasskey = endpoint({
  method: "POST",
  path: "/sessions/passkey",
  summary: "Sign in with a passkey.",
  description:
    "It tells who you are: no address, no password, no second step. It signs a challenge of `POST /passkey-challenges`. Wrong passwords, by whomever, do not stand in its way.",
  scope: "anonymous",
  permission: "public",
  purpose: "security",
  input: z.strictObject({ passkey: assertionField }),
  output: signInOutput,
  status: 201,
  refusals: [factorErrors.passkey_refused, factorErrors.challenge_spent],
  audit: {
    action: "session.begun",
    target: (outcome) => (outcome.next === "signed_in" ? outcome.session_id : ""),
  },
  async prepare(ctx, { passkey }) {
    const proved = await provePasskey(ctx, passkey);
    await takeChallenge(ctx, "passkey", proved.challenge);
    return proved;
  },
  async run(ctx, _input, { prepared }) {
    const proved = prepared as ProvedPasskey;
    await ctx.become({ userId: proved.userId });
    await noteUse(ctx, proved);
    return completeSignIn(ctx, { userId: proved.userId, method: "passkey", strong: true });
  },
});
