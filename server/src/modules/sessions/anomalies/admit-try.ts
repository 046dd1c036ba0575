import type { Context } from "../../../framework/context.ts";
import { hourMs, later } from "../../../framework/clock.ts";
import { clearSharedLimit, giveBackSharedLimit, takeSharedLimit } from "../../../framework/request/rate-limit.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import { hashToken } from "../../../framework/ids.ts";
import { nameNetwork } from "./name-network.ts";

/** Wrong tries from one network, at whatever accounts. */
const perNetwork = { perMinute: 10, burst: 20 };
/** Wrong tries from one network at one account. Someone else's tries elsewhere don't count. */
const perAccount = { perMinute: 1, burst: 8 };
/** The same, for an account that is being tried from many networks: each of them still gets its turn. */
const underPressure = { perMinute: 1, burst: 2 };
/** Wrong tries from a browser that signed in to the account before, wherever it is and whoever else is trying. */
const perKnownDevice = { perMinute: 2, burst: 10 };
const pressingNetworks = 10;

const signInPressure = lookup<[Buffer, Date], { networks: number }>(
  "sign_in_pressure",
  "select count(distinct network)::int as networks from sign_in_tries where account = $1 and created_at > $2 and not was_right",
);

const deviceOfAccount = lookup<[Buffer, Buffer], { id: string }>(
  "known_device_of_account",
  `select d.id from known_devices d join users u on u.id = d.user_id
   where d.token_hash = $1 and u.email_index = $2 and u.email_verified_at is not null`,
);

/**
 * Lets a try at an account through, or makes it wait. No number of tries locks an account: what waits is a network, and
 * a browser that proved itself earlier has an allowance of its own. A passkey is not asked here at all.
 * @returns what to call once the try was right: it does not count then
 * @throws Refusal `request.too_many`
 */
export async function admitTry(ctx: Context, account: Buffer): Promise<() => Promise<void>> {
  const hash = (what: string) => ctx.keyring.keyedHash("rate limit", `sign-in|${what}`);
  const device = ctx.session.presentedDevice ? hashToken(ctx.session.presentedDevice) : undefined;
  const [known] = device ? await ctx.lookup(deviceOfAccount, device, account) : [];
  if (known) {
    const bucket = hash(`device|${known.id}`);
    await takeSharedLimit(ctx.database, bucket, perKnownDevice, ctx.at);
    return () => clearSharedLimit(ctx.database, bucket);
  }
  const network = nameNetwork(ctx.client.ip);
  const networkBucket = hash(`network|${network}`);
  await takeSharedLimit(ctx.database, networkBucket, perNetwork, ctx.at);
  const [pressure] = await ctx.lookup(signInPressure, account, later(ctx.at, -hourMs));
  const limit = (pressure?.networks ?? 0) >= pressingNetworks ? underPressure : perAccount;
  const bucket = hash(`${account.toString("hex")}|${network}`);
  await takeSharedLimit(ctx.database, bucket, limit, ctx.at);
  return async () => {
    await clearSharedLimit(ctx.database, bucket);
    await giveBackSharedLimit(ctx.database, networkBucket, perNetwork);
  };
}
