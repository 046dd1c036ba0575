import { randomBytes } from "node:crypto";
import pg from "pg";
import { policiesPort } from "../server/src/egress/policy/open-policies.ts";
import { acrossTenants, proveScope, readIn } from "../server/src/framework/database/tenant.ts";
import { hashToken, newId } from "../server/src/framework/ids.ts";
import { makeWork } from "../server/src/framework/work.ts";
import { cataloguePort } from "../server/src/privacy/catalogue.ts";
import { beginErasure } from "../server/src/privacy/erase/begin-erasure.ts";
import { carryOutErasure } from "../server/src/privacy/erase/carry-out-erasure.ts";
import { destroyedKeysChannel, forgetKeysPort } from "../server/src/privacy/keys.ts";
import { subjectReference } from "../server/src/privacy/receipts/sign-receipt.ts";
import { storedObjectsPort } from "../server/src/privacy/stored-objects.ts";
import { atLeast, atMost, type Benchmark, median } from "./lib/benchmark.ts";
import { type BenchDeployment, openBenchDeployment } from "./lib/deployment.ts";
import { askedRows, plantMessages, type Talker } from "./lib/plant-messages.ts";

const rows = askedRows(10_000);
const people = 8;
const others = 4;
const quietMs = 3000;

/** Erases several people with so many rows each, one after another, while others read their conversations. */
export const erase: Benchmark = {
  summary: `erase a person with ${rows} rows (--rows=N): until nothing opens, until every row is gone, and what others notice`,
  async run() {
    const deployment = await openBenchDeployment();
    const gone: Talker[] = [];
    for (let n = 0; n < people; n += 1) gone.push(await plantMessages(deployment, rows));
    const stay: Talker[] = [];
    for (let n = 0; n < others; n += 1) stay.push(await plantMessages(deployment, 200));
    const seen: Erased[] = [];
    await readFor(deployment, stay, quietMs); // nothing is cold
    const [quiet, busy]: [number[], number[]] = [[await readFor(deployment, stay, quietMs)], []];
    for (const talker of gone) {
      let isOver = false;
      const erasing = eraseOne(deployment, talker).finally(() => (isOver = true));
      busy.push(await readFor(deployment, stay, quietMs, () => isOver));
      seen.push(await erasing);
      quiet.push(await readFor(deployment, stay, quietMs));
    }
    await deployment.close();
    const hidden = seen.map(({ hiddenMs }) => hiddenMs).toSorted((a, b) => a - b);
    const facts = { rows, people };
    // each between the quiet before and the quiet after it: what else the machine does changes within seconds
    const pairs = busy.map((one, n) => one / ((quiet[n]! + quiet[n + 1]!) / 2));
    return [
      atMost("erase.keys_gone_p95_ms", hidden[Math.ceil(hidden.length * 0.95) - 1]!, 200, facts),
      atMost("erase.rows_gone_ms", Math.max(...seen.map(({ allMs }) => allMs)), 5000, facts),
      atLeast("erase.others_throughput", median(pairs), 0.95, { ...facts, readers: others }),
    ];
  },
};

type Erased = { hiddenMs: number; allMs: number };

/** Until the commit that hides the person and ends the keys, and until the receipt is signed. */
async function eraseOne({ app, ownerUrl }: BenchDeployment, { userId }: Talker): Promise<Erased> {
  const principal = { kind: "system", id: "bench" } as const;
  const means = makeWork(app, { db: readIn(app.database, {}), principal, purpose: "account", log: app.log });
  const at = app.clock.now();
  const request = {
    id: newId("prq", at),
    user_id: userId,
    organization_id: null,
    contact_id: null,
    workspace_id: null,
    created_at: at,
    fenced_at: null,
    receipt_token_hash: hashToken(randomBytes(32).toString("hex")),
    subject_reference: subjectReference(randomBytes(32), userId),
    plan_hash: null,
  };
  await acrossTenants(app.database, "bench", (db) =>
    db.query(
      `insert into privacy_requests (id, kind, user_id, state, receipt_token_hash, subject_reference, starts_at, created_at)
       values ($1, 'erase', $2, 'cooling_off', $3, $4, $5, $5)`,
      [request.id, userId, request.receipt_token_hash, request.subject_reference, at],
    ),
  );
  const listener = new pg.Client({ connectionString: ownerUrl });
  await listener.connect();
  await listener.query(`listen ${destroyedKeysChannel}`);
  const heard = new Promise<number>((resolve) => {
    listener.on("notification", ({ payload }) => payload === userId && resolve(performance.now()));
  });
  const started = performance.now();
  const catalogue = means.port(cataloguePort);
  await acrossTenants(app.database, "bench", (db) => beginErasure(db, catalogue, request));
  const ports = { objects: means.port(storedObjectsPort), forgetKeys: means.port(forgetKeysPort) };
  const readAmounts = async () => (await means.port(policiesPort).read({})).number;
  await carryOutErasure(request.id, { means, catalogue, readAmounts, ...ports, signal: new AbortController().signal });
  const allMs = performance.now() - started;
  const hiddenMs = (await heard) - started;
  await listener.end();
  return { hiddenMs, allMs };
}

/** Pages of messages read and opened each second, by all readers together, for so long or until it is over. */
async function readFor(
  { app }: BenchDeployment,
  talkers: readonly Talker[],
  ms: number,
  isOver?: () => boolean,
): Promise<number> {
  const started = performance.now();
  const until = started + ms;
  let pages = 0;
  const read = async ({ userId, organizationId, workspaceId, conversationId }: Talker) => {
    const db = readIn(app.database, proveScope({ userId, organizationId, workspaceId }));
    while (isOver ? !isOver() : performance.now() < until) {
      await app.keys.of({ kind: "user", id: userId }, "conversation");
      const page = await db.query(
        "select id, text from messages where workspace_id = $1 and conversation_id = $2 order by position limit 50",
        [workspaceId, conversationId],
      );
      if (page.length !== 50) throw new Error("not the 50 rows asked for");
      pages += 1;
    }
  };
  await Promise.all(talkers.map(read));
  return pages / ((performance.now() - started) / 1000);
}
