import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inScope, proveScope, readIn } from "../../framework/database/tenant.ts";
import { run as verifyAudit } from "../../operate/verbs/verify-audit.ts";
import { newWhose, type Whose } from "../../testing/samples/fill-table.ts";
import { openWorld, until, type World } from "../../testing/world.ts";
import { parseCheckpoint } from "../log/checkpoint.ts";
import { writePublicKey } from "../log/ed25519.ts";
import { readAuditBundle } from "./read-bundle.ts";
import { sealLogs } from "./seal-log.ts";

let world: World;
const folder = mkdtempSync(join(tmpdir(), "avow-audit-"));
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await world.close();
});

/** Writes entries as requests do, each in the transaction of its deed. */
async function act({ userId, organizationId }: Whose, ...actions: string[]): Promise<void> {
  for (const action of actions) {
    world.clock.advance(1);
    await inScope(world.app.database, proveScope({ userId, organizationId }), (db) =>
      world.app.recordAudit(db, {
        action,
        target: "thing_1",
        principal: { kind: "user", id: db.scope.userId ?? ("" as never), sessionId: "ses_1", isOperator: false },
        client: { ip: "192.0.2.7", userAgent: "Canary/1.0" },
        requestId: "req_1",
        at: world.clock.now(),
      }),
    );
  }
}

const placesOf = (logId: string) =>
  world.rows<{ action: string; leaf_index: number }>(
    "select action, leaf_index from audit_entries where log_id = $1 order by leaf_index",
    [logId],
  );

async function download({ organizationId }: Whose): Promise<string> {
  const db = readIn(world.app.database, proveScope({ organizationId }));
  const means = { db, keys: world.app.keys, keyring: world.keyring, host: "localhost:4600" };
  let text = "";
  for await (const line of readAuditBundle(means, organizationId)) text += line;
  return text;
}

async function verify(text: string): Promise<{ code: number; out: string }> {
  const file = join(folder, "log.jsonl");
  writeFileSync(file, text);
  const out: string[] = [];
  const key = writePublicKey(world.keyring.signing.publicKey);
  const code = await verifyAudit([file, "--key", key], {
    out: (line) => out.push(line),
    error: (line) => out.push(line),
  });
  return { code, out: out.join("\n") };
}

test("entries get consecutive places in the order they were written, and the file verifies offline", async () => {
  const ada = await newWhose(world);
  await act(ada, "a.first", "a.second", "a.third");
  await sealLogs(world.app);
  await act(ada, "a.fourth");
  await sealLogs(world.app);
  expect(await placesOf(ada.organizationId)).toEqual(
    ["a.first", "a.second", "a.third", "a.fourth"].map((action, i) => ({ action, leaf_index: i })),
  );
  const text = await download(ada);
  expect(text).toContain("Canary/1.0");
  const { code, out } = await verify(text);
  expect(out).toContain("4 entries, 2 checkpoints along the way.\n4 entries are there in full; 0 were erased");
  expect(code).toBe(0);
});

test("a log nothing was written to yet is empty, and verifies", async () => {
  expect((await verify(await download(await newWhose(world)))).code).toBe(0);
});

test("each organization has a log of its own, and none sees another's", async () => {
  const [ada, bob] = [await newWhose(world), await newWhose(world)];
  await act(ada, "ada.did");
  await act(bob, "bob.did");
  await sealLogs(world.app);
  const text = await download(ada);
  expect(text).toContain("ada.did");
  expect(text).not.toContain("bob.did");
  const asBob = readIn(world.app.database, proveScope({ organizationId: bob.organizationId }));
  const seen = await asBob.query("select 1 from log_nodes where log_id = $1", [ada.organizationId]);
  expect(seen).toEqual([]);
});

test("sealers at the same time give each entry one place", async () => {
  const ada = await newWhose(world);
  await act(ada, ...Array.from({ length: 30 }, (_, i) => `n.${i}`));
  await Promise.all([1, 2, 3, 4].map(() => sealLogs(world.app)));
  const places = await placesOf(ada.organizationId);
  expect(places.map(({ leaf_index }) => leaf_index)).toEqual(Array.from({ length: 30 }, (_, i) => i));
  expect((await verify(await download(ada))).code).toBe(0);
});

test("a sealer that is killed between nodes and places leaves no trace, and the next one goes on", async () => {
  const ada = await newWhose(world);
  await act(ada, "k.first", "k.second");
  const holder = await world.app.database.system.connect();
  try {
    await holder.query("begin");
    await holder.query("select 1 from audit_entries where log_id = $1 for update", [ada.organizationId]);
    const sealing = sealLogs(world.app).then(
      () => "sealed",
      () => "died",
    );
    await until(async () => {
      const killed = await world.rows(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where query like 'update audit_entries e set leaf_index%' and wait_event_type = 'Lock'`,
      );
      return killed.length > 0;
    });
    expect(await sealing).toBe("died");
  } finally {
    await holder.query("rollback");
    holder.release();
  }
  expect(await world.rows("select 1 from log_nodes where log_id = $1", [ada.organizationId])).toEqual([]);
  await sealLogs(world.app);
  expect((await placesOf(ada.organizationId)).map(({ leaf_index }) => leaf_index)).toEqual([0, 1]);
  expect((await verify(await download(ada))).code).toBe(0);
});

test("one log that cannot be sealed holds up no other", async () => {
  const [broken, ada] = [await newWhose(world), await newWhose(world)];
  await act(broken, "b.first");
  await act(ada, "a.first");
  await world.rows(
    "insert into log_checkpoints (log_id, size, root, note, created_at) values ($1, 1, '', 'nonsense', $2)",
    [broken.organizationId, world.clock.now()],
  );
  await expect(sealLogs(world.app)).rejects.toThrow("audit entries could not be sealed");
  expect(await placesOf(ada.organizationId)).toEqual([{ action: "a.first", leaf_index: 0 }]);
  await world.rows("delete from log_checkpoints where log_id = $1", [broken.organizationId]);
});

test.each([
  [
    "an edited row",
    "update audit_entries set action = 'x.nothing' where log_id = $1 and leaf_index = 1",
    "audit.entry_edited",
  ],
  [
    "a row moved to another time",
    "update audit_entries set created_at = created_at + interval '1 hour' where log_id = $1 and leaf_index = 1",
    "audit.entry_edited",
  ],
  [
    "a leaf that is gone",
    "delete from log_nodes where log_id = $1 and level = 0 and position = 1",
    "audit.entry_removed",
  ],
  [
    "a row and its leaf changed together",
    "update log_nodes set hash = sha256('x') where log_id = $1 and level = 0 and position = 1",
    "audit.",
  ],
  ["a tail cut off", "delete from log_nodes where log_id = $1 and level = 0 and position = 2", "audit.tail_truncated"],
])("%s is detected offline", async (_, tamper, code) => {
  const ada = await newWhose(world);
  await act(ada, "x.first", "x.second", "x.third");
  await sealLogs(world.app);
  await world.rows(tamper, [ada.organizationId]);
  const verdict = await verify(await download(ada));
  expect(verdict.code).toBe(1);
  expect(verdict.out).toContain(code);
});

test("a log signed anew is convicted by a checkpoint that was kept", async () => {
  const ada = await newWhose(world);
  await act(ada, "y.first");
  await sealLogs(world.app);
  const kept = join(folder, "kept");
  const [checkpoint] = await world.rows<{ note: string }>("select note from log_checkpoints where log_id = $1", [
    ada.organizationId,
  ]);
  writeFileSync(kept, checkpoint?.note ?? "");
  expect(parseCheckpoint(checkpoint?.note ?? "")?.size).toBe(1);
  for (const table of ["log_nodes", "log_checkpoints"])
    await world.rows(`delete from ${table} where log_id = $1`, [ada.organizationId]);
  await world.rows("update audit_entries set action = 'y.other', leaf_index = null where log_id = $1", [
    ada.organizationId,
  ]);
  await sealLogs(world.app);
  const file = join(folder, "anew.jsonl");
  writeFileSync(file, await download(ada));
  const out: string[] = [];
  const code = await verifyAudit([file, "--checkpoint", kept], {
    out: (line) => out.push(line),
    error: () => undefined,
  });
  expect(code).toBe(1);
  expect(out.join("\n")).toContain("audit.history_rewritten");
});

test("once the actor's key or the row is gone, the log still verifies and tells nothing of them", async () => {
  const ada = await newWhose(world);
  await act(ada, "z.first", "z.second");
  await sealLogs(world.app);
  await world.rows("delete from audit_entries where log_id = $1 and leaf_index = 0", [ada.organizationId]);
  await world.rows("delete from subject_keys where subject_id = $1", [ada.userId]);
  world.clock.advance(5000);
  const text = await download(ada);
  const { code, out } = await verify(text);
  expect(code).toBe(0);
  expect(out).toContain("1 entries are there in full; 1 were erased");
  expect(text).not.toContain("Canary/1.0");
  expect(text).not.toContain(ada.userId);
});
