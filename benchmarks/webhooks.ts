import { randomUUID } from "node:crypto";
import { createServer, request as post, Agent } from "node:http";
import type { AddressInfo } from "node:net";
import { deliver } from "../server/src/egress/public.ts";
import { newId } from "../server/src/framework/ids.ts";
import { acrossTenants, inScope, proveScope, type Scope } from "../server/src/framework/tenant.ts";
import { startWorker } from "../server/src/framework/worker.ts";
import { makeWork } from "../server/src/framework/work.ts";
import { organizations } from "../server/src/modules/organizations/tables.ts";
import { webhookEndpoints } from "../server/src/modules/webhooks/tables.ts";
import { workspaces } from "../server/src/modules/workspaces/tables.ts";
import { atLeast, type Benchmark, interleave } from "./lib/benchmark.ts";
import { type BenchDeployment, openBenchDeployment } from "./lib/deployment.ts";

const count = Number(process.env["AVOW_BENCH_DELIVERIES"] ?? 1000);
const atOnce = 16;

/**
 * Durable webhooks per second, from the transaction that asks for one to the record that it arrived, against the same rows
 * written and the same posts made without any of it; and how long it takes from that commit to the receiver.
 */
export const webhooks: Benchmark = {
  summary: "webhooks: durable deliveries per second against bare INSERTs and posts, and the delay to the receiver",
  async run() {
    const deployment = await openBenchDeployment();
    const receiver = await openReceiver();
    const place = await openPlace(deployment, receiver.url);
    const before = process.memoryUsage().rss;
    const committed = new Map<string, number>();
    const worker = startWorker(deployment.app);
    const spent = { raw: 0, avow: 0 };
    let round = 0;
    const measured = async (who: keyof typeof spent, work: () => Promise<void>) => {
      const start = process.cpuUsage();
      const rate = await perSecond(work);
      const { user, system } = process.cpuUsage(start);
      spent[who] += (user + system) / 1000 / count;
      return rate;
    };
    const { raw, avow } = await interleave(rounds, {
      raw: () => measured("raw", () => sendBare(deployment, receiver.url)),
      avow: () =>
        measured("avow", async () => {
          round++;
          await inParallel(() => ask(deployment, place, committed));
          await untilDone(deployment, round * count);
        }),
    });
    const delays = [...committed].map(([id, at]) => receiver.seen.get(id)! - at);
    const idle = await measureIdle(deployment, place, receiver);
    await worker.stop(1000);
    await deployment.close();
    receiver.close();
    const facts = {
      deliveries: count * rounds,
      avow_per_second: Math.round(avow),
      raw_per_second: Math.round(raw),
      avow_cpu_ms: round2(spent.avow / rounds),
      raw_cpu_ms: round2(spent.raw / rounds),
      delay_p50_ms: Math.round(quantile(delays, 0.5)),
      delay_p99_ms: Math.round(quantile(delays, 0.99)),
      idle_delay_p50_ms: Math.round(quantile(idle, 0.5)),
      idle_delay_p99_ms: Math.round(quantile(idle, 0.99)),
      memory_grown_mb: Math.round((process.memoryUsage().rss - before) / 1_048_576),
    };
    return [atLeast("webhooks.throughput_ratio", avow / raw, 0.4, facts)];
  },
};

const rounds = 3;
const idleCount = 100;
const round2 = (value: number) => Number(value.toFixed(2));
const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;

/** How long one takes from its commit to the receiver while nothing else is to be done. */
async function measureIdle(
  deployment: BenchDeployment,
  place: Place,
  { seen }: { seen: ReadonlyMap<string, number> },
): Promise<number[]> {
  const delays: number[] = [];
  for (let n = 0; n < idleCount; n++) {
    const committed = new Map<string, number>();
    await ask(deployment, place, committed);
    const [[id, at] = ["", 0]] = [...committed];
    while (!seen.has(id)) await new Promise((resolve) => setTimeout(resolve, 2));
    delays.push(seen.get(id)! - at);
  }
  return delays;
}

async function perSecond(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return count / ((performance.now() - start) / 1000);
}

async function inParallel(work: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const one = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

async function openReceiver() {
  const seen = new Map<string, number>();
  const server = createServer((asked, answer) => {
    seen.set(String(asked.headers["webhook-id"]), performance.now());
    asked.resume().on("end", () => answer.writeHead(204).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { seen, url: `http://127.0.0.1:${port}/`, close: () => server.close().closeAllConnections() };
}

type Place = { scope: Scope; target: string };
const actor = { kind: "system", id: "benchmark" } as const;

async function openPlace({ app }: BenchDeployment, url: string): Promise<Place> {
  const at = app.clock.now();
  const [organizationId, workspaceId, target] = [newId("org", at), newId("wsp", at), newId("whe", at)];
  const scope = proveScope({ organizationId, workspaceId });
  const of = { organization_id: organizationId, workspace_id: workspaceId };
  const made = { created_at: at, created_by: null, version: 1 };
  await inScope(app.database, scope, async (db) => {
    const subject = { kind: "organization", id: organizationId } as const;
    await app.keys.create(db, subject);
    const work = makeWork(app, { db, principal: actor, purpose: "webhooks", log: app.log });
    const [account, credential] = [await work.keys.of(subject, "account"), await work.keys.of(subject, "credential")];
    const { created_by: _, ...founded } = made;
    const organization = { organization_id: organizationId, name: "Bench", ai_enabled: false, ...founded };
    await db
      .of(organizations)
      .insertInto("organizations")
      .values(work.seal(organizations, account, organization))
      .execute();
    const workspace = { organization_id: organizationId, id: workspaceId, name: "Bench", ai_enabled: false, ...made };
    await db
      .of(workspaces)
      .insertInto("workspaces")
      .values(work.seal(workspaces, account, workspace))
      .execute();
    const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
    const said = {
      url,
      secret,
      events: ["*"],
      payload: "thin",
      ordered: false,
      state: "enabled",
      last_sequence: 0,
    } as const;
    const row = work.seal(webhookEndpoints, credential, { ...of, id: target, ...said, events: ["*"], ...made });
    await db.of(webhookEndpoints).insertInto("webhook_endpoints").values(row).execute();
  });
  return { scope, target };
}

const messageOf = (id: string) => ({
  type: "contact.created",
  timestamp: "2026-01-01T00:00:00.000Z",
  data: { contact_id: id },
});

async function ask({ app }: BenchDeployment, { scope, target }: Place, committed: Map<string, number>): Promise<void> {
  const id = `evt_${randomUUID()}`;
  await inScope(app.database, scope, async (db) => {
    const work = makeWork(app, { db, principal: actor, purpose: "deliveries", log: app.log });
    await deliver(work, { kind: "webhook", operationKey: id, target, payload: { id, message: messageOf(id) } });
  });
  committed.set(id, performance.now());
}

async function untilDone({ app }: BenchDeployment, all: number): Promise<void> {
  for (;;) {
    const [row] = await acrossTenants(app.database, "count what arrived", (db) =>
      db.query<{ count: number }>("select count(*)::int as count from deliveries where state = 'succeeded'"),
    );
    if (row!.count >= all) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The same row and the same post, with nothing to make sure of either. */
async function sendBare({ app }: BenchDeployment, url: string): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  await inParallel(async (n) => {
    await app.database.system.query(
      "insert into delivery_buckets (holder, bucket, tokens, refilled_at) values ($1, $2, 1, $3)",
      ["raw", randomUUID(), app.clock.now()],
    );
    await postOnce(agent, url, JSON.stringify(messageOf(String(n))), `raw_${n}`);
  });
  agent.destroy();
}

function postOnce(agent: Agent, url: string, body: string, id: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "webhook-id": id };
    const sent = post(url, { method: "POST", agent, headers }, (answer) => answer.resume().on("end", resolve));
    sent.on("error", reject).end(body);
  });
}
