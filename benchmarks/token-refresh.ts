import { BlockList } from "node:net";
import pg from "pg";
import { newId, newSecret } from "../server/src/framework/ids.ts";
import { hashToken } from "../server/src/modules/sessions/public.ts";
import { buildHttp } from "../server/src/operate/serve/build-http.ts";
import { atLeast, type Benchmark, interleave } from "./lib/benchmark.ts";
import { type BenchDeployment, openBenchDeployment } from "./lib/deployment.ts";

const lanes = 8;
const ms = 2000;
const far = 30 * 86_400_000;

/** Runs `turn` in several lanes for a while. @returns how many per second */
async function count(turn: (lane: number) => Promise<void>): Promise<number> {
  let done = 0;
  const started = performance.now();
  const run = async (lane: number) => {
    while (performance.now() - started < ms) {
      await turn(lane);
      done++;
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => run(lane)));
  return done / ((performance.now() - started) / 1000);
}

/** Both sides rotate rows of the same tables over as many connections; durability is PostgreSQL's default. */
export const tokenRefresh: Benchmark = {
  summary: "a refresh of tokens through the API, against a transaction that writes the same rows",
  async run() {
    const deployment = await openBenchDeployment();
    const clients = await Promise.all(Array.from({ length: lanes * 2 }, () => plantClient(deployment)));
    const unlimited = { perMinute: 1e9, burst: 1e9 };
    const limits = { ordinary: unlimited, expensive: unlimited, credentials: unlimited };
    const served = { trustedProxies: new BlockList(), allowPlainHttp: true, webFolder: undefined, vitals: {} };
    const http = buildHttp({ ...deployment.app, limits }, served);
    const raw = new pg.Pool({ connectionString: deployment.ownerUrl, max: lanes });
    const avow = () => count((lane) => refreshByApi(http, clients[lane]!));
    const bare = () => count((lane) => refreshRaw(raw, deployment, clients[lanes + lane]!));
    const seen = await interleave(3, { avow, bare });
    await raw.end();
    await deployment.close();
    const facts = { avow_per_second: Math.round(seen.avow), raw_per_second: Math.round(seen.bare), connections: lanes };
    return [atLeast("token-refresh", seen.avow / seen.bare, 0.2, facts)];
  },
};

type Planted = { userId: string; clientId: string; tokenId: string; refresh: string };

async function refreshByApi(http: ReturnType<typeof buildHttp>, client: Planted): Promise<void> {
  const form = { grant_type: "refresh_token", client_id: "avow-cli", refresh_token: client.refresh };
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const init = { method: "POST", headers, body: new URLSearchParams(form).toString() };
  const env = { incoming: { socket: { remoteAddress: "127.0.0.1" } } };
  const answer = await http.request("http://localhost/api/v1/oauth/token", init, env);
  if (!answer.ok) throw new Error(`a refresh failed: ${await answer.text()}`);
  client.refresh = ((await answer.json()) as { refresh_token: string }).refresh_token;
}

const mark = "update api_client_tokens set used_at = $2 where id = $1 and used_at is null";
const extend = "update api_clients set last_used_at = $2, expires_at = $3 where id = $1";
const insert = `insert into api_client_tokens (id, user_id, api_client_id, access_hash, access_expires_at, refresh_hash, expires_at, created_at)
  values ($1, $2, $3, $4, $5, $6, $5, $7)`;

async function refreshRaw(pool: pg.Pool, { app }: BenchDeployment, client: Planted): Promise<void> {
  const at = app.clock.now();
  const until = new Date(at.getTime() + far);
  const id = newId("apt", at);
  const db = await pool.connect();
  try {
    await db.query("begin");
    await db.query({ name: "mark", text: mark, values: [client.tokenId, at] });
    await db.query({ name: "extend", text: extend, values: [client.clientId, at, until] });
    const hashes = [hashToken(newSecret()), until, hashToken(newSecret())];
    await db.query({ name: "insert", text: insert, values: [id, client.userId, client.clientId, ...hashes, at] });
    await db.query("commit");
    client.tokenId = id;
  } finally {
    db.release();
  }
}

/** A user with a device, as rows. */
async function plantClient({ app }: BenchDeployment): Promise<Planted> {
  const at = app.clock.now();
  const until = new Date(at.getTime() + far);
  const [userId, clientId, tokenId] = [newId("usr", at), newId("apc", at), newId("apt", at)];
  const system = app.database.system;
  const db = {
    query: async (sql: string, values: readonly unknown[] = []) =>
      (await system.query<Record<string, unknown>>(sql, [...values])).rows,
  };
  await app.keys.create(db as never, { kind: "user", id: userId });
  const nothing = Buffer.alloc(1);
  await system.query(
    "insert into users (id, email, email_index, name, locale, time_zone, theme, is_operator, age_declared_at, age_minimum, created_at, version) values ($1, $2, $3, $2, 'en', 'UTC', 'light', false, $4, 18, $4, 1)",
    [userId, nothing, app.keyring.keyedHash("email", userId), at],
  );
  await system.query(
    "insert into api_clients (id, user_id, program, name, scopes, device_code_hash, created_at, expires_at) values ($1, $2, 'avow-cli', $3, '{self}', $4, $5, $6)",
    [clientId, userId, nothing, hashToken(newSecret()), at, until],
  );
  const refresh = newSecret("avow_rt_");
  const hashes = [hashToken(newSecret()), until, hashToken(refresh)];
  await system.query(insert, [tokenId, userId, clientId, ...hashes, at]);
  return { userId, clientId, tokenId, refresh };
}
