import { cpSync, existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ending, runVerb } from "../../testing/processes/run-verb.ts";
import { openDeployment, type TestDeployment } from "../../testing/processes/start-avow.ts";
import { runVerb as runHere } from "../cli.ts";

let deployment: TestDeployment;
let other: TestDeployment;
let backups: string;

beforeAll(async () => {
  [deployment, other] = [await openDeployment(), await openDeployment()];
  backups = join(deployment.keysFolder, "../backups");
});
afterAll(async () => {
  await deployment.close();
  await other.close();
});

const avow = (words: string[], env: Record<string, string> = {}, on = deployment) =>
  runVerb(words, { AVOW_BACKUP_DIR: backups, ...on.env, ...env });
const containing = (text: string): unknown => expect.stringContaining(text);
const json = ({ out }: Ending) => JSON.parse(out) as Record<string, unknown>;

test("a deployment is migrated, backed up, drilled, lost, and restored with its keys", async () => {
  expect(await avow(["migrate", "--status"])).toMatchObject({ code: 1 });
  expect(await avow(["migrate"])).toMatchObject({ code: 0 });
  expect(json(await avow(["migrate", "--json"]))).toEqual({ applied: [] });

  const taken = await avow(["backup", "--json"]);
  expect(taken).toMatchObject({ code: 0, error: "" });
  const { file, rows } = json(taken) as { file: string; rows: number };
  expect(readdirSync(backups).toSorted()).toEqual([file, `${file}.sha256`].map((path) => path.split("/").at(-1)));
  expect(statSync(join(deployment.keysFolder, "subject-keys.avowkeys")).mode & 0o077).toBe(0);
  expect(json(await avow(["backup", "list", "--json"]))).toMatchObject({ backups: [{ file }] });
  expect(json(await avow(["backup", "check", "--json"]))).toMatchObject({ rows });
  expect(json(await avow(["backup", "drill", "--json"]))).toMatchObject({ rows });
  expect(await avow(["restore", file])).toMatchObject({ code: 1, error: containing("already holds") });

  expect(await avow(["restore", file], {}, other)).toMatchObject({
    code: 1,
    error: containing("no keyring"),
  });
  cpSync(deployment.keysFolder, other.keysFolder, { recursive: true });
  const restored = await avow(["restore", file, "--json"], {}, other);
  expect(restored).toMatchObject({ code: 0, error: "" });
  expect(json(restored)).toMatchObject({ rows, unreadable: 0, applied: [] });
  const id = "select id from deployments";
  expect(await other.rows(id)).toEqual(await deployment.rows(id));
  const origin = await other.start("all").origin();
  // It listens before its worker has begun.
  await expect.poll(async () => (await fetch(`${origin}/readyz`)).status, { timeout: 20_000 }).toBe(200);
});

test("only so many backups are kept, and the oldest go first", async () => {
  const names = async () =>
    (json(await avow(["backup", "list", "--json"])) as { backups: { file: string }[] }).backups.map(({ file }) => file);
  const before = await names();
  await avow(["backup"], { AVOW_BACKUP_KEEP: "2" });
  await avow(["backup"], { AVOW_BACKUP_KEEP: "2" });
  const after = await names();
  expect(after).toHaveLength(2);
  expect(after).not.toContain(before[0]);
  expect(existsSync(`${before[0]!}.sha256`)).toBe(false);
});

test("keys are told by fingerprint, copied, and a copy is judged", async () => {
  const copy = join(deployment.keysFolder, "../copy");
  expect(await avow(["keys", "verify", copy])).toMatchObject({ code: 1, out: containing("no keyring") });
  expect(await avow(["keys", "copy", copy])).toMatchObject({ code: 0 });
  expect(await avow(["keys", "verify", copy])).toMatchObject({ code: 0 });
  rmSync(join(copy, "subject-keys.avowkeys"));
  expect(json(await avow(["keys", "verify", copy, "--json"]))).toMatchObject({ state: "outdated" });
  const told = await avow(["keys", "--json"], { AVOW_KEYS_COPY_DIR: copy });
  expect(json(told)).toMatchObject({ second_copy: "outdated", recipient: containing("age1") });
  expect(told.out).not.toContain("SECRET");
});

test("another recipient opens backups, and whoever is none does not", async () => {
  const [identity, stranger] = ["identity.txt", "stranger.txt"].map((name) => join(backups, name));
  const recipient = (await avow(["keys", "generate", identity!])).out.trim();
  await avow(["keys", "generate", stranger!]);
  expect(statSync(identity!).mode & 0o077).toBe(0);
  expect(await avow(["keys", "generate", identity!])).toMatchObject({ code: 2 });
  expect(await avow(["backup"], { AVOW_BACKUP_RECIPIENTS: recipient })).toMatchObject({ code: 0 });
  expect(await avow(["backup", "check", "--identity", identity!])).toMatchObject({ code: 0 });
  expect(await avow(["backup", "check", "--identity", stranger!])).toMatchObject({ code: 1 });
  expect(await avow(["backup", "--recipient", "age1nobody"])).toMatchObject({ code: 1 });
});

test("verbs help, refuse what they do not know, and say when the database is away", async () => {
  const { code: ended, out } = await avow(["backup", "--help"]);
  expect([ended, out.split("\n")[0]]).toEqual([0, containing("npx avow backup")]);
  // The others in this process: each of its own loads the whole product to print three lines.
  for (const verb of [["backup", "check"], ["restore"], ["migrate"], ["keys"], ["keys", "copy"]]) {
    const lines: string[] = [];
    const io = { out: (line: string) => void lines.push(line), error: (line: string) => void lines.push(line) };
    expect([await runHere([...verb, "--help"], io), lines[0]]).toEqual([0, containing(`npx avow ${verb.join(" ")}`)]);
  }
  expect(await avow(["backup", "--nonsense"])).toMatchObject({ code: 2, out: "" });
  expect(await avow(["restore"])).toMatchObject({ code: 2 });
  const away = { DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing" };
  const { code, error } = await avow(["backup", "--json"], away);
  expect([code, JSON.parse(error)]).toEqual([3, expect.objectContaining({ error: "database" }) as unknown]);
});
