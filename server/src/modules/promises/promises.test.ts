import { afterAll, beforeAll, expect, test } from "vitest";
import { minuteMs } from "../../framework/clock.ts";
import { judge, promise } from "../../framework/promise.ts";
import { nodeLoader, readNewestNote } from "../../privacy/audit/append-to-log.ts";
import { parseCheckpoint, verifyCheckpoint } from "../../privacy/log/checkpoint.ts";
import { inclusionProof } from "../../privacy/log/prove.ts";
import { verifyInclusion } from "../../privacy/log/verify-proof.ts";
import { leafOfEvidence, promisesLog } from "../../privacy/promises/record-evidence.ts";
import { verifyAuditBundle } from "../../privacy/log/verify-audit-bundle.ts";
import { runProbes } from "../../privacy/promises/run-probes.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

type Board = {
  counts: Record<string, number>;
  promises: { promise: string; state: string; off_without: string | null }[];
};

let isKept = true;
/** A promise that is kept as long as the test says so. */
const kept = promise("account.role", {
  enforcedBy: ["modules/members/tables.ts#memberships"],
  tests: ["server/src/modules/promises/promises.test.ts"],
  everyMinutes: 10,
  probe: () => Promise.resolve(judge({ looked: 1 }, [isKept, "It was broken on purpose."])),
});

let world: World;
let ada: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld({ replace: () => ({ promises: [kept], provides: new Set() }) });
  ada = await withOrganization(await signUp(world, "Ada"));
});
afterAll(() => world.close());

const board = () => readAnswer<Board>(ada.request("/api/v1/promises"), 200);
const stateOf = async (name: string) => (await board()).promises.find((one) => one.promise === name)?.state;

test("a duty is attested for a limited time; a promise cannot be attested at all", async () => {
  const attest = (duty: string) => ada.request("/api/v1/operator/duties/attest", { method: "POST", json: { duty } });
  const duties = async () =>
    (await readAnswer<{ duties: { duty: string; state: string }[] }>(ada.request("/api/v1/operator/duties"), 200))
      .duties;
  expect(new Set((await duties()).map(({ state }) => state))).toEqual(new Set(["unknown"]));
  await readAnswer(attest("host.volume_encryption"), 201);
  expect((await duties()).filter(({ state }) => state === "attested").map(({ duty }) => duty)).toEqual([
    "host.volume_encryption",
  ]);
  expect(await readRefusal(attest("account.password"))).toBe("422 promises.not_a_duty");
});

test("what was looked at counts for two periods, and not an instant longer", async () => {
  expect(await stateOf("account.role")).toBe("unknown");
  await runProbes(world.app);
  expect(await stateOf("account.role")).toBe("kept");
  world.clock.advance(20 * minuteMs - 1);
  expect(await stateOf("account.role")).toBe("kept");
  world.clock.advance(1);
  expect(await stateOf("account.role")).toBe("unknown");
});

test("a broken promise turns red, and its operator is told once until it is kept again", async () => {
  const alerts = async () =>
    (await world.rows("select 1 from security_events where kind = 'promise.broken' and audience = 'operator'")).length;
  isKept = false;
  await runProbes(world.app, ["account.role"]);
  await runProbes(world.app, ["account.role"]);
  expect(await stateOf("account.role")).toBe("broken");
  expect(await alerts()).toBe(1);
  isKept = true;
  await runProbes(world.app, ["account.role"]);
  expect(await stateOf("account.role")).toBe("kept");
});

test("a promise about what this deployment lacks is off, never kept, and says what is lacking", async () => {
  const { promises, counts } = await board();
  const payments = promises.find((one) => one.promise === "payments.nopan");
  expect(payments).toMatchObject({ state: "off", off_without: "Taking payments." });
  expect(counts["off"]).toBeGreaterThan(0);
});

test("each look is a leaf of a signed log, and an edited one is found out", async () => {
  const rows = await world.rows<Parameters<typeof leafOfEvidence>[0] & { leaf_index: string }>(
    "select * from promise_evidence order by leaf_index",
  );
  await acrossTenants(world.app.database, "verify evidence in a test", async (db) => {
    const note = (await readNewestNote(db, promisesLog))!;
    const { origin, size, root } = parseCheckpoint(note)!;
    expect(verifyCheckpoint(note, { origin, publicKeys: [world.keyring.signing.publicKey] }).ok).toBe(true);
    for (const row of rows) {
      const index = Number(row.leaf_index);
      const proof = await inclusionProof(size, index, nodeLoader(db, promisesLog));
      const prove = (leafHash: Buffer) => verifyInclusion({ index, size, leafHash, root, proof });
      expect(prove(leafOfEvidence(row, origin).hash)).toBe(true);
      expect(prove(leafOfEvidence({ ...row, outcome: "broken", promise: "x" }, origin).hash)).toBe(false);
    }
  });
});

test("the log of evidence downloads whole and verifies offline; a changed word, or a leaf less, does not", async () => {
  await runProbes(world.app);
  world.clock.advance(minuteMs);
  await runProbes(world.app);
  const answer = await ada.request("/api/v1/evidence-log");
  expect(answer.headers.get("content-disposition")).toContain("avow-evidence-log.jsonl");
  const text = await answer.text();
  const publicKeys = [world.keyring.signing.publicKey];
  const verify = async (log: string) => verifyAuditBundle(inBytes(log), { publicKeys });
  const [counted] = await world.rows<{ rows: number }>("select count(*)::int as rows from promise_evidence");
  expect(counted!.rows).toBeGreaterThan(1);
  expect(await verify(text)).toMatchObject({
    outcome: "verified",
    entries: counted!.rows,
    rows: counted!.rows,
    problems: [],
  });
  const edited = text.replace('"action":"promise.kept"', '"action":"promise.broken"');
  expect(await verify(edited)).toMatchObject({ outcome: "refused" });
  const lines = text.split("\n");
  expect(await verify([lines[0], ...lines.slice(2)].join("\n"))).toMatchObject({ outcome: "refused" });
  expect(await readRefusal(world.request("/api/v1/evidence-log"))).toBe("401 request.not_signed_in");
});

async function* inBytes(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}
