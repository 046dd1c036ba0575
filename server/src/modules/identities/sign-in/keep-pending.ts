import { later, minuteMs } from "../../../framework/clock.ts";
import type { Context } from "../../../framework/context.ts";
import type { Refusal } from "../../../framework/errors.ts";
import { newSecret } from "../../../framework/ids.ts";
import { decrypt, encrypt } from "../../../framework/keys/sealing.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import { hashToken } from "../../sessions/public.ts";
import { identityErrors } from "../errors.ts";

const lifetimeMs = 10 * minuteMs;

const addPending = lookup<[Buffer, Buffer, Buffer, Date, Date], { state_hash: Buffer }>(
  "add_pending_sign_in",
  "insert into pending_sign_ins (state_hash, browser_hash, contents, created_at, expires_at) values ($1, $2, $3, $4, $5) returning state_hash",
);

type Pending = { contents: Buffer; is_own: boolean; is_spent: boolean; is_late: boolean };

/** Spent by the first that brings it back from the right browser; another browser cannot spend it. */
const takePendingRow = lookup<[Buffer, Buffer, Date], Pending>(
  "take_pending_sign_in",
  `with found as (select * from pending_sign_ins where state_hash = $1 for update),
     spent as (update pending_sign_ins p set spent_at = $3, contents = '' from found
       where p.state_hash = found.state_hash and found.browser_hash = $2 and found.spent_at is null)
   select contents, browser_hash = $2 as is_own, spent_at is not null as is_spent, expires_at <= $3 as is_late from found`,
);

const keyFor = (ctx: Context, state: string, browser: string) => ({
  bytes: ctx.keyring.keyedHash("pending sign-in", `${state}|${browser}`),
});

/** Remembers an attempt until its browser comes back with `state`; the browser keeps its half in a cookie. */
export async function keepPending(ctx: Context, state: string, contents: unknown): Promise<void> {
  const browser = newSecret();
  const sealed = encrypt(
    keyFor(ctx, state, browser),
    "pending_sign_ins|contents",
    Buffer.from(JSON.stringify(contents)),
  );
  const until = later(ctx.at, lifetimeMs);
  await ctx.lookup(addPending, hashToken(state), hashToken(browser), sealed, ctx.at, until);
  ctx.session.bind(browser, until);
}

/** Why what was kept is not given out. */
export const pendingRefusals = [
  identityErrors.state_unknown,
  identityErrors.state_spent,
  identityErrors.state_expired,
  identityErrors.browser_changed,
];

type Refusals = Record<"state_unknown" | "browser_changed" | "state_spent" | "state_expired", () => Refusal>;

/** What was kept, once. @throws Refusal `identities.state_unknown`, `.browser_changed`, `.state_spent`, `.state_expired`, or the caller's own */
export async function takePending<T>(ctx: Context, state: string, refusals: Refusals = identityErrors): Promise<T> {
  const browser = ctx.session.bound ?? "";
  const [found] = await ctx.lookup(takePendingRow, hashToken(state), hashToken(browser), ctx.at);
  if (!found) throw refusals.state_unknown();
  if (!found.is_own) throw refusals.browser_changed();
  if (found.is_spent) throw refusals.state_spent();
  if (found.is_late) throw refusals.state_expired();
  return JSON.parse(decrypt(keyFor(ctx, state, browser), "pending_sign_ins|contents", found.contents).toString()) as T;
}
