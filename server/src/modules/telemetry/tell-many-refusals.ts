import type { App } from "../../framework/app.ts";
import { later, minuteMs } from "../../framework/clock.ts";
import { Refusal, requestErrors } from "../../framework/errors.ts";
import { takeSharedLimit } from "../../framework/request/rate-limit.ts";
import { acrossTenants, readIn } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { raiseSecurityEvent } from "../security-events/public.ts";
import type { Refused } from "./write-usage.ts";

const windowMs = 15 * minuteMs;
/** More than a script that lost its key asks in a quarter of an hour, and fewer than a search for one needs. */
export const refusalsMax = 300;
/** Once an hour for each network: whoever attacks must not be able to fill the list. */
const limit = { perMinute: 1 / 60, burst: 1 };

/** Tells the operator of a network that was refused very often of late, by whatever process. */
export async function tellManyRefusals(app: App, refused: Refused): Promise<void> {
  if (refused.size === 0) return;
  const networks = [...refused.values()].map(({ network }) => network);
  const many = await acrossTenants(app.database, "count what networks were refused", (db) =>
    db.query<{ network: Buffer; refusals: number }>(
      `select network, count(*)::int as refusals from request_log
       where network = any($1) and created_at > $2 and status in (401, 403, 429)
       group by network having count(*) >= $3`,
      [networks, later(app.clock.now(), -windowMs), refusalsMax],
    ),
  );
  for (const { network, refusals } of many) {
    const client = refused.get(network.toString("hex"));
    if (client && (await mayTellAgain(app, network))) await tell(app, { ip: client.ip, userAgent: "" }, refusals);
  }
}

async function tell(app: App, client: { ip: string; userAgent: string }, refusals: number): Promise<void> {
  const principal = { kind: "system", id: "telemetry" } as const;
  const work = makeWork(app, { db: readIn(app.database, {}), principal, purpose: "security", log: app.log });
  const facts = { refusals, minutes: windowMs / minuteMs };
  await raiseSecurityEvent({ ...work, client }, { kind: "abuse.many_refusals", severity: "warning", facts });
}

async function mayTellAgain(app: App, network: Buffer): Promise<boolean> {
  const bucket = app.keyring.keyedHash("rate limit", `many refusals|${network.toString("hex")}`);
  try {
    await takeSharedLimit(app.database, bucket, limit, app.clock.now());
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === requestErrors.too_many.code) return false;
    throw error;
  }
}
