import pg from "pg";
import { makeWork } from "../server/src/framework/work.ts";
import type { Work } from "../server/src/framework/context.ts";
import { inScope, proveScope, readIn } from "../server/src/framework/database/tenant.ts";
import { grantCredits } from "../server/src/egress/ledger/grant-credits.ts";
import { openLedgers } from "../server/src/egress/ledger/open-ledger.ts";
import { reserve } from "../server/src/egress/ledger/reserve.ts";
import { settle } from "../server/src/egress/ledger/settle.ts";
import { atLeast, type Benchmark, interleave } from "./lib/benchmark.ts";
import { openBenchDeployment } from "./lib/deployment.ts";

const wallets = 1000;
const perRound = 1000;
const parallel = 8;
const plenty = 1_000_000_000_000;

/**
 * Ledger transactions over many wallets: credits set aside, and settled, with both entries, grants and projections,
 * each durable with a record that follows, as in the gate. Against transactions that insert two bare rows, on the same connections.
 */
export const ledger: Benchmark = {
  summary: `ledger transactions a second over ${wallets} wallets and over one, against two bare inserts`,
  async run() {
    const deployment = await openBenchDeployment();
    const { app } = deployment;
    const owner = new pg.Pool({ connectionString: deployment.ownerUrl, max: parallel, pipeline: true });
    owner.on("error", () => undefined); // the cluster may stop while its connections still say goodbye
    await owner.query(
      "create table bench_bare (id bigint generated always as identity primary key, amount bigint not null)",
    );
    await owner.query("grant insert on bench_bare to public");
    const works: Work[] = [];
    for (let i = 0; i < wallets; i++) works.push(await openWallet(app));
    let calls = 0;
    const timed = async (run: (i: number) => Promise<unknown>) => {
      const started = performance.now();
      await Promise.all(
        Array.from({ length: parallel }, async (_, lane) => {
          for (let i = lane; i < perRound; i += parallel) await run(i);
        }),
      );
      return perRound / ((performance.now() - started) / 1000);
    };
    /** Two transactions as the gate makes them, what is set aside and what is settled, each with a durable record. */
    const pay = async (work: Work) => {
      const record = { text: "insert into bench_bare (amount) values ($1)", values: [60] };
      const reserved = await reserve(work, { ledger: "real", operationKey: `call ${calls++}`, amount: 100, record });
      await settle(work, reserved, { used: 60, record });
    };
    const seen = await interleave(5, {
      bare: () => timed(() => insertTwo(owner)),
      many: () => timed(() => pay(works[Math.floor(Math.random() * works.length)]!)),
      hot: () => timed(() => pay(works[0]!)),
    });
    await owner.end();
    await deployment.close();
    const facts = { wallets, bare_per_s: Math.round(seen.bare), parallel };
    return [
      atLeast("ledger", (seen.many * 2) / seen.bare, 0.3, { ...facts, calls_per_s: Math.round(seen.many) }),
      atLeast("ledger-hot-wallet", (seen.hot * 2) / seen.bare, 0, { ...facts, calls_per_s: Math.round(seen.hot) }),
    ];
  },
};

async function openWallet(app: Awaited<ReturnType<typeof openBenchDeployment>>["app"]): Promise<Work> {
  const facts = { principal: { kind: "system", id: "bench" }, purpose: "billing", log: app.log } as const;
  const none = makeWork(app, { ...facts, db: readIn(app.database, {}) });
  const scope = proveScope({ organizationId: none.newId("org"), workspaceId: none.newId("wsp") });
  await inScope(app.database, scope, async (db) => {
    await app.keys.create(db, { kind: "organization", id: scope.organizationId! });
    await db.query(
      "insert into organizations (organization_id, name, ai_enabled, created_at, version) values ($1, 'x', true, $2, 1)",
      [scope.organizationId, app.clock.now()],
    );
    const step = { db, at: app.clock.now(), newId: (prefix: string) => none.newId(prefix) };
    await openLedgers(step);
    const grant = { ledger: "real", source: "operator", amount: plenty, priority: 50, expiresAt: null } as const;
    await grantCredits(step, { ...grant, operationKey: "bench" });
  });
  return makeWork(app, { ...facts, db: readIn(app.database, scope) });
}

/** All four at once, as the ledger sends its own. */
async function insertTwo(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  const insert = { name: "bare", text: "insert into bench_bare (amount) values ($1)" };
  await Promise.all([
    client.query("begin"),
    client.query({ ...insert, values: [-60] }),
    client.query({ ...insert, values: [60] }),
    client.query("commit"),
  ]);
  client.release();
}
