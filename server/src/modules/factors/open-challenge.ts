import { later, minuteMs } from "../../framework/clock.ts";
import type { Context, Work } from "../../framework/context.ts";
import { hashToken, newSecret } from "../../framework/ids.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { factorErrors } from "./errors.ts";
import type { challengeKinds } from "./tables.ts";

export type ChallengeKind = (typeof challengeKinds)[number];

/** How long an answer may take. */
export const challengeMs = 5 * minuteMs;

const insertChallenge = lookup<
  [string, string | null, ChallengeKind, string | null, Buffer, Date, Date],
  { id: string }
>(
  "open_challenge",
  "insert into challenges (id, user_id, kind, method, token_hash, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7) returning id",
);

type Found = { user_id: string | null; method: string | null };

const challengeByHash = lookup<[Buffer, ChallengeKind, Date], Found>(
  "challenge_by_hash",
  "select user_id, method from challenges where token_hash = $1 and kind = $2 and expires_at > $3",
);

const deleteChallenge = lookup<[Buffer, ChallengeKind, Date], Found>(
  "take_challenge",
  "delete from challenges where token_hash = $1 and kind = $2 and expires_at > $3 returning user_id, method",
);

/** Asks a question: 256 random bits that the answer has to come with. It stays, whatever becomes of the request. */
export async function openChallenge(
  ctx: Context,
  kind: ChallengeKind,
  about: { userId?: string; method?: string } = {},
): Promise<string> {
  const token = newSecret();
  const { userId = null, method = null } = about;
  const times = [ctx.at, later(ctx.at, challengeMs)] as const;
  await ctx.lookup(insertChallenge, ctx.newId("chl"), userId, kind, method, hashToken(token), ...times);
  return token;
}

/** Whether a question that a passkey signs still waits for its answer. */
export async function isOpen(ctx: Work, token: string): Promise<boolean> {
  const kinds = ["passkey", "second_factor"] as const;
  const found = await Promise.all(kinds.map((kind) => ctx.lookup(challengeByHash, hashToken(token), kind, ctx.at)));
  return found.some((rows) => rows.length > 0);
}

/** Whom a question was asked. @throws Refusal `factors.challenge_spent` */
export async function findChallenge(ctx: Work, kind: ChallengeKind, token: string): Promise<Found> {
  const [found] = await ctx.lookup(challengeByHash, hashToken(token), kind, ctx.at);
  if (!found) throw factorErrors.challenge_spent();
  return found;
}

/** Uses a question up; of several answers one gets here. @throws Refusal `factors.challenge_spent` */
export async function takeChallenge(ctx: Work, kind: ChallengeKind, token: string): Promise<Found> {
  const [taken] = await ctx.lookup(deleteChallenge, hashToken(token), kind, ctx.at);
  if (!taken) throw factorErrors.challenge_spent();
  return taken;
}
