import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { systemClock } from "../framework/clock.ts";
import { createKeyring, readKeyring } from "../framework/keys/keyring.ts";
import { becomeOwner } from "../testing/processes/ask-avow.ts";
import { readAnswer } from "../testing/read-answer.ts";
import { openDeployment, type TestDeployment } from "../testing/processes/start-avow.ts";
import { migrate } from "./schema/migrate.ts";

let deployment: TestDeployment;
let file: string;
beforeEach(async () => {
  deployment = await openDeployment();
  file = join(deployment.keysFolder, "keyring.json");
});
afterEach(() => deployment.close());

const bringUp = (keysFolder = deployment.keysFolder) =>
  migrate({ ownerUrl: deployment.databaseUrl, keysFolder, clock: systemClock });
const tied = async () =>
  (await deployment.rows<{ keyring_fingerprint: string }>("select keyring_fingerprint from deployments")).map(
    (row) => row.keyring_fingerprint,
  );

/** A start that has to fail: what it says, in full. */
async function refusal(): Promise<string> {
  const avow = deployment.start("web");
  expect(await avow.ended).toEqual({ code: 1, signal: null });
  expect(avow.said()).not.toMatch(/\n\s+at /);
  return avow.said();
}

test("two processes and a restart use one keyring, and open what the others sealed", async () => {
  const [one, two] = [deployment.start("web"), deployment.start("web")];
  const owner = await becomeOwner(await one.origin(), await one.ownerToken());
  const keyring = readFileSync(file, "utf8");
  const nameAt = async (origin: string) =>
    (await readAnswer<{ user: { name: string } }>(owner.at(origin).request("/api/v1/me"), 200)).user.name;
  expect(await nameAt(await two.origin())).toBe("Olga");
  await Promise.all([one.stop(), two.stop()]);
  expect(await nameAt(await deployment.start("web").origin())).toBe("Olga");
  expect(readFileSync(file, "utf8")).toBe(keyring);
  expect(await tied()).toEqual([readKeyring(deployment.keysFolder).fingerprint]);
});

test("first starts at the same moment make exactly one keyring", async () => {
  const made = await Promise.all(Array.from({ length: 6 }, () => bringUp()));
  expect(new Set(made.map(({ keyring }) => keyring.fingerprint)).size).toBe(1);
  expect(new Set(made.map(({ appUrl, systemUrl }) => `${appUrl} ${systemUrl}`)).size).toBe(1);
  expect(made.filter(({ applied }) => applied.length > 0)).toHaveLength(1);
  expect(readdirSync(deployment.keysFolder)).toEqual(["keyring.json"]);
  expect(await tied()).toEqual([made[0]!.keyring.fingerprint]);
});

test("a keyring that is missing where there is a database is asked for loudly, never made again, and missed no more once it is back", async () => {
  await bringUp();
  const aside = join(dirname(deployment.keysFolder), "aside");
  renameSync(deployment.keysFolder, aside);
  const said = await refusal();
  expect(said).toContain(`There is no keyring at ${file}.`);
  expect(said).toContain("AVOW_KEYS_DIR");
  expect(existsSync(deployment.keysFolder)).toBe(false);
  mkdirSync(deployment.keysFolder);
  expect(await refusal()).toContain("There is no keyring at");
  expect(readdirSync(deployment.keysFolder)).toEqual([]);
  copyFileSync(join(aside, "keyring.json"), file);
  await deployment.start("web").origin();
});

test("another deployment's keyring is refused, and neither is changed", async () => {
  await bringUp();
  const before = await tied();
  rmSync(deployment.keysFolder, { recursive: true });
  createKeyring(deployment.keysFolder, systemClock.now());
  const foreign = readFileSync(file, "utf8");
  expect(await refusal()).toContain("is not the one this database was sealed with");
  expect(readFileSync(file, "utf8")).toBe(foreign);
  expect(await tied()).toEqual(before);
});

test("a damaged keyring is refused as damaged, before and after the first start, and left as it is", async () => {
  mkdirSync(deployment.keysFolder);
  writeFileSync(file, '{"version":1');
  expect(await refusal()).toContain(`The keyring at ${file} is damaged.`);
  expect(await tied()).toEqual([]);
  rmSync(deployment.keysFolder, { recursive: true });
  await bringUp();
  const half = readFileSync(file, "utf8").slice(0, 100);
  writeFileSync(file, half);
  expect(await refusal()).toContain(`The keyring at ${file} is damaged.`);
  expect(readFileSync(file, "utf8")).toBe(half);
});

test("a first start that was killed between keyring and database goes on with the keyring it wrote", async () => {
  const { fingerprint } = createKeyring(deployment.keysFolder, systemClock.now());
  writeFileSync(join(deployment.keysFolder, `.keyring.json.${process.pid}`), "half");
  const { keyring } = await bringUp();
  expect(keyring.fingerprint).toBe(fingerprint);
  expect(await tied()).toEqual([fingerprint]);
});

test("a first start that is killed at any moment is finished by the next one", async () => {
  for (const afterMs of [150, 300, 450, 600, 750, 900]) {
    const avow = deployment.start("web");
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await avow.stop("SIGKILL");
  }
  const { keyring } = await bringUp();
  expect(await tied()).toEqual([keyring.fingerprint]);
});
