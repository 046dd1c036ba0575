import * as z from "zod";
import type { Context } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import {
  assertionField,
  challenges,
  countCodeTry,
  factorErrors,
  findChallenge,
  noteUse,
  type ProvedPasskey,
  provePasskey,
  spendCode,
} from "../factors/public.ts";
import { requireOne } from "./require-one.ts";
import { beginSession } from "./begin-session.ts";
import { hashToken } from "../../framework/ids.ts";

const input = z.strictObject({
  challenge: z.string().max(200).describe("From the answer to the first step."),
  code: z.string().min(6).max(40).optional().describe("From the authenticator app, or a recovery code."),
  passkey: assertionField.optional(),
});

export const answerSecondFactor = endpoint({
  method: "POST",
  path: "/sessions/second-factor",
  summary: "Sign in, second step.",
  description: "With either a code or a passkey that signed the challenge.",
  scope: "anonymous",
  permission: "public",
  purpose: "security",
  rate: "credentials",
  input,
  output: z.object({ next: z.literal("signed_in"), session_id: z.string() }),
  status: 201,
  refusals: [
    factorErrors.one_proof,
    factorErrors.challenge_spent,
    factorErrors.code_refused,
    factorErrors.passkey_refused,
  ],
  audit: { action: "session.begun", target: (begun) => begun.session_id },
  async prepare(ctx, { challenge, code, passkey }): Promise<Prepared> {
    requireOne([code, passkey]);
    const { user_id, method } = await findChallenge(ctx, "second_factor", challenge);
    const userId = user_id!;
    if (code !== undefined) await countCodeTry(ctx, userId, code);
    const proved = passkey && (await provePasskey(ctx, passkey));
    if (proved && (proved.userId !== userId || proved.challenge !== challenge)) throw factorErrors.passkey_refused();
    return { userId, method: method!, proved };
  },
  async run(ctx, { challenge, code }, { prepared }) {
    const { userId, method, proved } = prepared as Prepared;
    await ctx.become({ userId });
    await spendChallenge(ctx, challenge);
    if (proved) await noteUse(ctx, proved);
    else await spendCode(ctx, userId, code!);
    return {
      next: "signed_in" as const,
      session_id: await beginSession(ctx, `${method}+${proved ? "passkey" : "code"}`),
    };
  },
});

type Prepared = { userId: string; method: string; proved: ProvedPasskey | undefined };

/** In the transaction that begins the session: a wrong code leaves the question open, of two right ones one gets here. */
async function spendChallenge(ctx: Context, token: string): Promise<void> {
  const db = ctx.db.of(challenges);
  const spent = await db.deleteFrom("challenges").where("token_hash", "=", hashToken(token)).returning("id").execute();
  if (spent.length === 0) throw factorErrors.challenge_spent();
}
