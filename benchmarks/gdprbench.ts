import pg from "pg";
import { openAvow } from "./gdpr/open-avow.ts";
import { bytesOfBare, openPlain } from "./gdpr/open-plain.ts";
import { plantLog, type Store } from "./gdpr/store.ts";
import { atLeast, atMost, type Benchmark, type Figure } from "./lib/benchmark.ts";
import { openBenchDeployment } from "./lib/deployment.ts";
import { askedRows } from "./lib/plant-messages.ts";

const large = askedRows(1_000_000);
const small = large / 10;
const recordsPerUser = 100;
const clients = 4;
const secondsPerRole = large >= 500_000 ? 8 : large >= 10_000 ? 4 : 1;

const roles = ["customer", "controller", "processor", "regulator"] as const;
type Role = (typeof roles)[number];
type Pick = { n: number; user: number };

/** The mixes of GDPRbench (Shastri and others, VLDB 2020): parts of a hundred. */
const mixes: Record<Role, [number, (store: Store, pick: Pick) => Promise<number>][]> = {
  customer: [
    [20, (s, { user }) => s.readByUser(user)],
    [20, (s, { user }) => s.readMetadata(user)],
    [20, (s, { n, user }) => s.updateData(n, user)],
    [20, (s, { user }) => s.object(user)],
    [20, (s, { n, user }) => s.delete(n, user)],
  ],
  controller: [
    [25, (s, { user }) => s.create(user)],
    [25, (s, { n, user }) => s.delete(n, user)],
    [50, (s, { user }) => s.object(user)],
  ],
  processor: [
    [80, (s, { n, user }) => s.readByKey(n, user)],
    [20, (s) => s.readForPurpose()],
  ],
  regulator: [
    [46, (s, { user }) => s.readMetadata(user)],
    [31, (s) => s.readLog()],
    [23, (s, { n }) => s.verify(n)],
  ],
};

/** Four roles over records of people, at a size and a tenth of it: Avow's engine, and PostgreSQL with a row's rules in the row. */
export const gdprbench: Benchmark = {
  summary: `GDPRbench's four roles at ${small} and ${large} records (--rows=N) in Avow's engine and in plain PostgreSQL`,
  async run() {
    const seen = { small: await measureAll(small), large: await measureAll(large) };
    const figures: Figure[] = roles.map((role) => {
      const rate = (store: string) => Math.round(seen.large[store]!.rates[role]);
      const before = Math.round(seen.small["avow"]!.rates[role]);
      return atLeast(`gdprbench.${role}`, seen.large["avow"]!.rates[role] / seen.small["avow"]!.rates[role], 0.6, {
        records: large,
        per_second: rate("avow"),
        per_second_at_a_tenth: before,
        without_indexes: rate("plain"),
        without_indexes_at_a_tenth: Math.round(seen.small["plain"]!.rates[role]),
        with_indexes: rate("indexed"),
        with_indexes_at_a_tenth: Math.round(seen.small["indexed"]!.rates[role]),
      });
    });
    const [ours, bare] = [seen.large["avow"]!.bytes, seen.large["bare"]!.bytes];
    const per = (bytes: number) => Math.round(bytes / large);
    const plainBytes = per(seen.large["plain"]!.bytes);
    const facts = {
      bytes_a_row: per(ours),
      bare: per(bare),
      plain: plainBytes,
      indexed: per(seen.large["indexed"]!.bytes),
    };
    return [...figures, atMost("gdprbench.space", ours / bare, 1.2, { records: large, ...facts })];
  },
};

type Measured = { rates: Record<Role, number>; bytes: number };

async function measureAll(records: number): Promise<Record<string, Measured>> {
  const deployment = await openBenchDeployment();
  const users = Math.max(1, records / recordsPerUser);
  const pool = new pg.Pool({ connectionString: deployment.superuserUrl, max: clients });
  try {
    await plantLog(pool);
    const stores: Record<string, Store> = {
      plain: await openPlain(pool, "gdpr_plain", records, users, false),
      indexed: await openPlain(pool, "gdpr_indexed", records, users, true),
      avow: await openAvow(deployment, pool, records, users),
    };
    const bare = await bytesOfBare(pool, records, users);
    await pool.query("vacuum analyze");
    const found: Record<string, Measured> = { bare: { rates: {} as Record<Role, number>, bytes: bare } };
    for (const [name, store] of Object.entries(stores)) {
      const bytes = await store.bytes();
      const rates = {} as Record<Role, number>;
      for (const role of roles) rates[role] = await drive(store, role, records, users);
      found[name] = { rates, bytes };
    }
    return found;
  } finally {
    await pool.end();
    await deployment.close();
  }
}

async function drive(store: Store, role: Role, records: number, users: number): Promise<number> {
  const started = performance.now();
  const until = started + secondsPerRole * 1000;
  let done = 0;
  const client = async () => {
    while (performance.now() < until) {
      const n = 1 + Math.floor(Math.random() * records);
      let part = Math.random() * 100;
      const [, work] = mixes[role].find(([share]) => (part -= share) < 0) ?? mixes[role][0]!;
      await work(store, { n, user: 1 + ((n - 1) % users) });
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return done / ((performance.now() - started) / 1000);
}
