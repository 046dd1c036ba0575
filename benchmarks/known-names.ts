import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { openThrowAwayCluster } from "../server/src/operate/embedded/throw-away-cluster.ts";
import { atMost, type Benchmark, median } from "./lib/benchmark.ts";
import { startAvow, type Started } from "./lib/start-avow.ts";
import { throwAwayFolders } from "./lib/throw-away-folders.ts";

const contacts = Number(process.argv.find((word) => word.startsWith("--contacts="))?.slice(11) ?? 100_000);
/** A name of two parts is kept as two stems, two parts and a pair. */
const marksOfContact = 5;
const rounds = 3;
const settleMs = 3000;

/** What 100,000 known names cost a process that starts, and what it holds of them once it has looked a text through. */
export const knownNames: Benchmark = {
  summary: "seconds to start and memory with 100,000 contacts as known names, beside one; --contacts=N",
  async run() {
    const cluster = await openThrowAwayCluster();
    const folders = throwAwayFolders();
    const started: Started[] = [];
    const start = async () => {
      const one = await startAvow(folders, { DATABASE_URL: cluster.url });
      started.push(one);
      return one;
    };
    try {
      const first = await start();
      const door = await openDoor(first);
      await first.stop();
      const few = await measure(start, door);
      await plant(cluster.url, door.workspaceId);
      const many = await measure(start, door);
      const facts = { contacts, marks: contacts * marksOfContact, rounds };
      return [
        atMost("known-names.start", many.seconds, 10, { unit: "s", with_one_s: few.seconds, ...facts }),
        atMost("known-names.memory", many.megabytes - few.megabytes, 32, {
          unit: "MB more, once a text was looked through",
          resident_mb: many.megabytes,
          with_one_mb: few.megabytes,
        }),
      ];
    } finally {
      for (const { child } of started) child.kill();
      folders.remove();
      await cluster.stop();
    }
  },
};

type Door = { cookie: string; organizationId: string; workspaceId: string };
const headersOf = ({ cookie, organizationId, workspaceId }: Partial<Door>) => ({
  "content-type": "application/json",
  "avow-csrf": "1",
  ...(cookie && { cookie }),
  ...(organizationId && { "avow-organization": organizationId }),
  ...(workspaceId && { "avow-workspace": workspaceId }),
});

async function post<T>(origin: string, path: string, door: Partial<Door>, json: object): Promise<[T, Response]> {
  const body = JSON.stringify(json);
  const answer = await fetch(`${origin}/api/v1${path}`, { method: "POST", headers: headersOf(door), body });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return [(await answer.json()) as T, answer];
}

/** The owner, an organization, and somebody in it whose name is known. */
async function openDoor({ origin, ownerToken }: Started): Promise<Door> {
  const asked = { email: "olga@example.test", password: "a long enough secret of Olga", name: "Olga" };
  const owner = { ...asked, birth_date: "1985-04-12", owner_token: ownerToken };
  const [, signed] = await post(origin, "/users", {}, owner);
  const cookie = signed.headers.getSetCookie()[0]!.split(";")[0]!;
  type Made = { id: string; workspaces: { id: string }[] };
  const [made] = await post<Made>(origin, "/organizations", { cookie }, { name: "Northwind" });
  const workspaceId = made.workspaces[0]!.id;
  const door = { cookie, organizationId: made.id, workspaceId };
  await post(origin, "/contacts", door, { name: "Tarquin Ofloxam" });
  return door;
}

/** Marks are keyed hashes: as many random bytes. */
async function plant(url: string, workspaceId: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `insert into known_contact_names (organization_id, workspace_id, id, contact_id, stands_in, mark)
     select c.organization_id, c.workspace_id, 'kcn_bench' || n, c.id, c.id, substring(sha256(n::text::bytea), 1, 16)
     from contacts c cross join generate_series(1, $2::int) n where c.workspace_id = $1`,
    [workspaceId, contacts * marksOfContact],
  );
  await client.query("analyze known_contact_names");
  await client.end();
}

async function measure(start: () => Promise<Started>, door: Door) {
  const [seconds, megabytes]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const { origin, readyMs, stop } = await start();
    seconds.push(readyMs / 1000);
    megabytes.push(await lookThrough(origin, door));
    await stop();
  }
  const round = (values: number[]) => Number(median(values).toFixed(2));
  return { seconds: round(seconds), megabytes: round(megabytes) };
}

/** @returns MB that the process holds after it has looked through some texts */
async function lookThrough(origin: string, door: Door): Promise<number> {
  const text = "Tarquin Ofloxam wrote to somebody else about a lease in Leeds. ".repeat(60);
  for (let n = 0; n < 5; n++) await post(origin, "/guardrails/preview", door, { text });
  await sleep(settleMs);
  const metrics = await (await fetch(`${origin}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\d+)$/m.exec(metrics)?.[1]) / 1024 / 1024;
}
