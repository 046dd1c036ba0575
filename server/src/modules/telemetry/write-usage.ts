import type { App, Caller } from "../../framework/app.ts";
import { newId } from "../../framework/ids.ts";
import { seal } from "../../framework/keys/sealing.ts";
import { acrossTenants, type Db } from "../../framework/database/tenant.ts";
import type { NotedRequest, NotedScreen } from "../../framework/usage-log.ts";
import { nameNetwork } from "../sessions/public.ts";
import { findFeature } from "./find-feature.ts";
import { featureEvents, type principalKinds, requestLog } from "./tables.ts";

export type Noted = ({ kind: "request" } & NotedRequest) | ({ kind: "screen" } & NotedScreen);
type Means = Pick<App, "database" | "keyring" | "keys">;
type Keys = Awaited<ReturnType<App["keys"]["many"]>>;

/** Networks that were refused something, with the address that was refused last. */
export type Refused = Map<string, { network: Buffer; ip: string; userAgent: "" }>;
const refusals = new Set([401, 403, 429]);
const erasedMeanwhile = "23503";

/** Writes a batch. @returns the networks in it that were refused something */
export async function writeUsage(means: Means, batch: readonly Noted[]): Promise<Refused> {
  const users = batch.flatMap((noted) => userOf(noted) ?? []);
  const keys = await means.keys.many("user", users, "telemetry");
  const requests = batch.flatMap((noted) => (noted.kind === "request" ? [requestRow(means, keys, noted)] : []));
  const events = batch.flatMap((noted) => eventRow(keys, noted) ?? []);
  const write = () =>
    acrossTenants(means.database, "write telemetry", async (db) => {
      await insertRequests(db, requests);
      await insertEvents(db, events);
    });
  await write().catch((error: unknown) => {
    if ((error as { code?: string }).code !== erasedMeanwhile) throw error;
    return write(); // who is gone by now is left out
  });
  return refusedIn(batch, means);
}

const userOf = (noted: Noted) => (noted.kind === "screen" ? noted.userId : noted.caller?.scope.userId);

function kindOf(caller: Caller | undefined): (typeof principalKinds)[number] {
  const principal = caller?.principal;
  if (!principal || principal.kind === "anonymous" || principal.kind === "system" || principal.kind === "agent")
    return "anonymous";
  return principal.kind === "user" && principal.scopes ? "device" : principal.kind;
}

const networkOf = ({ keyring }: Pick<Means, "keyring">, ip: string) => keyring.keyedHash("network", nameNetwork(ip));

function requestRow(means: Means, keys: Keys, { method, route, status, ms, ip, at, caller }: NotedRequest) {
  const user_id = caller?.scope.userId;
  const key = user_id && keys.get(user_id);
  const id = newId("rql", at);
  return {
    id,
    method,
    route,
    status,
    ms: Math.min(Math.round(ms), 2 ** 31 - 1),
    principal_kind: kindOf(caller),
    organization_id: caller?.scope.organizationId ?? null,
    user_id: key ? user_id : null,
    ip: key ? seal(requestLog, key, { id, ip }).ip : null,
    network: networkOf(means, ip),
    created_at: at,
  };
}

function eventRow(keys: Keys, noted: Noted) {
  const user_id = userOf(noted);
  const key = user_id && keys.get(user_id);
  if (!key) return undefined;
  const common = { id: newId("fte", noted.at), user_id, created_at: noted.at };
  if (noted.kind === "screen") {
    const { screen, size, referrerHost } = noted;
    const { referrer_host } = seal(featureEvents, key, { id: common.id, referrer_host: referrerHost ?? null });
    return { ...common, name: "screen.viewed", organization_id: null, screen, size, referrer_host };
  }
  const name = findFeature(noted.method, noted.route, noted.status);
  const organization_id = noted.caller?.scope.organizationId ?? null;
  return name && { ...common, name, organization_id, screen: null, size: null, referrer_host: null };
}

type RequestRow = ReturnType<typeof requestRow>;
type EventRow = NonNullable<ReturnType<typeof eventRow>>;
const columnOf = <R, K extends keyof R>(rows: readonly R[], name: K) => rows.map((row) => row[name]);

/** Who is gone meanwhile is not named: the row stays as somebody's. */
async function insertRequests(db: Db, rows: readonly RequestRow[]): Promise<void> {
  if (rows.length === 0) return;
  const names = ["id", "method", "route", "status", "ms", "principal_kind"] as const;
  const more = ["organization_id", "user_id", "ip", "network", "created_at"] as const;
  await db.query(
    `insert into request_log (id, method, route, status, ms, principal_kind, organization_id, user_id, ip, network, created_at)
     select r.id, r.method, r.route, r.status, r.ms, r.principal_kind, r.organization_id, u.id,
       case when u.id is not null then r.ip end, r.network, r.created_at
     from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::int[], $6::text[], $7::text[], $8::text[], $9::bytea[], $10::bytea[], $11::timestamptz[])
       as r(id, method, route, status, ms, principal_kind, organization_id, user_id, ip, network, created_at)
     left join users u on u.id = r.user_id`,
    [...names, ...more].map((name) => columnOf(rows, name)),
  );
}

/** What somebody looked at is written only while they agree to it. */
async function insertEvents(db: Db, rows: readonly EventRow[]): Promise<void> {
  if (rows.length === 0) return;
  const names = ["id", "name", "organization_id", "user_id", "screen", "size", "referrer_host", "created_at"] as const;
  await db.query(
    `insert into feature_events (id, name, organization_id, user_id, screen, size, referrer_host, created_at)
     select r.* from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[], $8::timestamptz[])
       as r(id, name, organization_id, user_id, screen, size, referrer_host, created_at)
     join users u on u.id = r.user_id where r.screen is null or u.shares_screens`,
    names.map((name) => columnOf(rows, name)),
  );
}

function refusedIn(batch: readonly Noted[], means: Means): Refused {
  const refused: Refused = new Map();
  for (const noted of batch) {
    if (noted.kind !== "request" || !refusals.has(noted.status)) continue;
    const network = networkOf(means, noted.ip);
    refused.set(network.toString("hex"), { network, ip: noted.ip, userAgent: "" });
  }
  return refused;
}
