import { randomBytes } from "node:crypto";
import { Agent, request as post } from "node:http";
import pg from "pg";
import { newId } from "../../server/src/framework/ids.ts";
import type { BenchDeployment } from "./deployment.ts";
import { messageOf } from "./webhook-place.ts";

/** What is kept of a request and an answer is sealed, and about as long. */
const traceBytes = 420;

/** Tables like Avow's, with their indexes and without their policies. */
const tables = ["deliveries", "delivery_attempts", "jobs"];

const insertSql = `
  with made as (
    insert into bare_deliveries (id, holder, organization_id, workspace_id, kind, operation_key, target, state, payload, next_at, created_at)
    values ($1, $2, $2, $2, 'webhook', $1, $2, 'intent', $3, $4, $4)
  )
  insert into bare_jobs (id, queue, lane, organization_id, workspace_id, data, state, run_at, attempts, created_at)
  values ($1, 'send', $2, $2, $2, $5, 'queued', $4, 0, $4)`;

const beginSql = `
  with begun as (
    update bare_deliveries set state = 'attempting', attempts = attempts + 1, lease_until = $3, first_tried_at = $3 where id = $1
  ), claimed as (
    update bare_jobs set state = 'leased', attempts = attempts + 1, lease_until = $3, worker = 'bare' where id = $1
  )
  insert into bare_delivery_attempts (id, holder, delivery_id, number, what, state, started_at)
  values ($1, $2, $1, 1, 'send', 'running', $3)`;

const endSql = `
  with ended as (
    update bare_deliveries set state = 'succeeded', ended_at = $2, lease_until = null, payload = null where id = $1
  ), tried as (
    update bare_delivery_attempts set state = 'succeeded', ended_at = $2, status = 204, head_ms = 1, total_ms = 1, trace = $3 where id = $1
  )
  delete from bare_jobs where id = $1`;

const oneInsertSql = "insert into bare_once (id, at) values ($1, $2)";

export type Bare = {
  /** Asked for, begun and ended durably, each by one statement: what a delivery writes, and nothing else. */
  sendRecorded(n: number): Promise<void>;
  /** One row, durable, and the post; whether it arrived nobody would know. */
  sendOnceWritten(n: number): Promise<void>;
  close(): Promise<void>;
};

/** The limit of what writes and posts as Avow does: the same rows in tables of the same kind, a prepared statement and a commit for each step. */
export async function openBare(
  { app, superuserUrl }: BenchDeployment,
  url: string,
  connections: number,
): Promise<Bare> {
  const pool = new pg.Pool({ connectionString: superuserUrl, max: connections });
  pool.on("error", () => undefined); // the cluster stops before its last connections have said goodbye
  for (const name of tables) await pool.query(`create table bare_${name} (like ${name} including all)`);
  await pool.query("create table bare_once (id text primary key, at timestamptz not null)");
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const run = (name: string, text: string, values: unknown[]) => pool.query({ name, text, values });
  const holder = newId("wsp", app.clock.now());
  const trace = randomBytes(traceBytes);
  return {
    async sendRecorded(n) {
      const id = newId("dlv", app.clock.now());
      const body = JSON.stringify(messageOf(String(n)));
      const job = JSON.stringify({ delivery_id: id });
      await run("insert", insertSql, [id, holder, Buffer.from(body), app.clock.now(), job]);
      await run("begin", beginSql, [id, holder, app.clock.now()]);
      await postOnce(agent, url, body, id);
      await run("end", endSql, [id, app.clock.now(), trace]);
    },
    async sendOnceWritten(n) {
      const id = newId("dlv", app.clock.now());
      await run("once", oneInsertSql, [id, app.clock.now()]);
      await postOnce(agent, url, JSON.stringify(messageOf(String(n))), id);
    },
    async close() {
      agent.destroy();
      await pool.end();
    },
  };
}

function postOnce(agent: Agent, url: string, body: string, id: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "webhook-id": id };
    const sent = post(url, { method: "POST", agent, headers }, (answer) => answer.resume().on("end", resolve));
    sent.on("error", reject).end(body);
  });
}
