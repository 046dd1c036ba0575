import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { describeEmbedded } from "./describe-embedded.ts";
import { type Holder, openHolder } from "./fixtures/testing/open-holder.ts";
import { identityNames, openIdentity } from "./fixtures/testing/open-identity.ts";
import { answers, query } from "./fixtures/testing/query.ts";
import { isAlive, listProcesses, timed, waitUntil } from "./fixtures/testing/wait-until.ts";

const atWork = "select pid from pg_stat_activity where query like '%generate_series%' and pid <> pg_backend_pid()";

describe.each(identityNames)("kill -9, with the database started by %s", (name) => {
  let identity: ReturnType<typeof openIdentity>;
  let dataDir: string;
  let holder: Holder;
  let url: string;
  beforeAll(() => {
    identity = openIdentity(name);
    dataDir = identity.makeFolder();
  });
  const start = async () => {
    holder = openHolder(identity, dataDir);
    ({ url } = await holder.reported);
    await query(url, "create table if not exists acknowledged (id bigint primary key)");
  };
  afterEach(() => holder.kill());
  afterAll(() => identity.close());

  test("of the last process that holds it leaves no database behind", async () => {
    await start();
    const { postmasterPid = 0, supervisorPid = 0 } = describeEmbedded(dataDir);
    holder.kill();
    await timed(`${name}, gone after its user`, () =>
      waitUntil(() => !isAlive(postmasterPid) && !isAlive(supervisorPid)),
    );
    expect(listProcesses(dataDir)).toEqual([]);
  });

  test("of the postmaster brings it back at the same address, with every acknowledged row", async () => {
    await start();
    const written = await writeUntilCut(url, () =>
      process.kill(describeEmbedded(dataDir).postmasterPid ?? 0, "SIGKILL"),
    );
    await timed(`${name}, back after kill -9 of the postmaster`, () => waitUntil(() => answers(url)));
    expect(written).toBeGreaterThan(0);
    expect(await query(url, "select count(*)::int as n from acknowledged where id <= $1", [written])).toEqual([
      { n: written },
    ]);
  });

  test("of the postmaster brings it back although a statement would go on for an hour", async () => {
    await start();
    const long = query(url, "select count(*) from generate_series(1, 1e11::bigint)").catch((error: unknown) => error);
    await waitUntil(async () => (await query(url, atWork)).length > 0);
    const { postmasterPid = 0 } = describeEmbedded(dataDir);
    process.kill(postmasterPid, "SIGKILL");
    await timed(`${name}, back after kill -9 of the postmaster of a busy server`, () => waitUntil(() => answers(url)));
    expect(await long).toBeInstanceOf(Error);
    expect(await query(url, atWork)).toEqual([]);
  });

  test("of the postmaster again and again is outlived each time", async () => {
    await start();
    for (let round = 0; round < 3; round += 1) {
      const { postmasterPid = 0 } = describeEmbedded(dataDir);
      process.kill(postmasterPid, "SIGKILL");
      await waitUntil(async () => describeEmbedded(dataDir).postmasterPid !== postmasterPid && (await answers(url)));
    }
    expect(await answers(url)).toBe(true);
  });

  test("of the supervisor takes the database down, and its users bring both back at the same address", async () => {
    await start();
    const before = describeEmbedded(dataDir);
    process.kill(before.supervisorPid ?? 0, "SIGKILL");
    await waitUntil(() => !isAlive(before.postmasterPid ?? 0));
    await timed(`${name}, back after kill -9 of the supervisor`, () => waitUntil(() => answers(url)));
    expect(describeEmbedded(dataDir).supervisorPid).not.toBe(before.supervisorPid);
  });

  test("of everything at once, watchdog included, leaves nothing that the next start can't take over", async () => {
    await start();
    await query(url, "insert into acknowledged values (-1)");
    const { postmasterPid, supervisorPid = 0 } = describeEmbedded(dataDir);
    const others = new Set([postmasterPid, supervisorPid, holder.process.pid]);
    const watchdogs = listProcesses(dataDir).filter((pid) => !others.has(pid));
    expect(watchdogs.length).toBeGreaterThan(0);
    for (const pid of [...watchdogs, supervisorPid]) process.kill(pid, "SIGKILL");
    holder.kill();
    expect(isAlive(postmasterPid ?? 0)).toBe(true); // an orphan: nobody is left to tell it
    await timed(`${name}, start over an orphan`, start);
    expect(describeEmbedded(dataDir).postmasterPid).not.toBe(postmasterPid);
    await waitUntil(() => !isAlive(postmasterPid ?? 0)); // reaped by the system, when it gets to it
    expect(await query(url, "select id::int from acknowledged where id = -1")).toEqual([{ id: -1 }]);
  });
});

/** Inserts one row after the other, has the server killed in the middle, and answers the last acknowledged number. */
async function writeUntilCut(url: string, kill: () => void): Promise<number> {
  const client = new pg.Client(url);
  client.on("error", () => undefined); // the cut
  await client.connect();
  await client.query("delete from acknowledged where id > 0");
  let acknowledged = 0;
  try {
    for (;;) {
      await client.query("insert into acknowledged values ($1)", [acknowledged + 1]);
      acknowledged += 1;
      if (acknowledged === 200) kill();
    }
  } catch (error) {
    expect(String(error)).toMatch(/terminat|ECONN|not queryable/i);
    return acknowledged;
  }
}
