import { afterAll, beforeAll, expect, test } from "vitest";
import { operatorFetch } from "../../egress/outward/operator-fetch.ts";
import { describeEpochStore } from "../../testing/describe-epoch-store.ts";
import { keepEpochsInVault, type VaultPlace } from "./keep-epochs-in-vault.ts";
import { type FakeVault, startFakeVault } from "./testing/start-fake-vault.ts";

const fetch = operatorFetch({ idleTimeoutMs: 2000 });
const placeOf = ({ url, token }: FakeVault, prefix = "avow-ours"): VaultPlace => ({
  url,
  mount: "transit",
  token: () => token,
  prefix: () => prefix,
});

describeEpochStore("Vault", async () => {
  const vault = await startFakeVault();
  return { open: () => keepEpochsInVault(placeOf(vault), fetch), close: () => vault.close() };
});

let vault: FakeVault;
beforeAll(async () => {
  vault = await startFakeVault();
});
afterAll(() => vault.close());

test("deployments that share a Vault see and end their own keys only", async () => {
  const [ours, theirs] = ["avow-ours", "avow-theirs"].map((prefix) => keepEpochsInVault(placeOf(vault, prefix), fetch));
  await ours!.make("2026-03-01");
  await theirs!.make("2026-03-01");
  await ours!.destroy("2026-03-01");
  expect([(await ours!.read()).length, (await theirs!.read()).length]).toEqual([0, 1]);
  expect([...vault.keys.keys()]).toEqual(["avow-theirs-2026-03-01"]);
});

test("a token that Vault does not take is an error and not an empty store, and is told nobody", async () => {
  const store = keepEpochsInVault({ ...placeOf(vault), token: () => "s.secret" }, fetch);
  const refused = await store.read().catch((error: unknown) => error as Error);
  expect((refused as Error).message).toBe("Vault answers 403 to GET keys?list=true");
  expect(JSON.stringify(refused, Object.getOwnPropertyNames(refused))).not.toContain("s.secret");
});

const admin = async (name: string, part: string, body: object = {}) => {
  const init = { method: "POST", headers: { "x-vault-token": vault.token }, body: JSON.stringify(body) };
  return (await fetch(`${vault.url}/v1/transit/keys/${name}/${part}`, init)).status;
};

test("a key that is deleted while all are read is passed over, as Vault answers then", async () => {
  const store = keepEpochsInVault(placeOf(vault, "avow-racing"), async (url, init) => {
    if (url.includes("/hmac/avow-racing-2026-04-01/")) {
      await admin("avow-racing-2026-04-01", "config", { deletion_allowed: true });
      await fetch(`${vault.url}/v1/transit/keys/avow-racing-2026-04-01`, {
        method: "DELETE",
        headers: { "x-vault-token": vault.token },
      });
    }
    return fetch(url, init);
  });
  for (const id of ["2026-04-01", "2026-04-08"]) await keepEpochsInVault(placeOf(vault, "avow-racing"), fetch).make(id);
  expect((await store.read()).map(({ id }) => id)).toEqual(["2026-04-08"]);
});

test("rotating a key in Vault changes nothing; a version that somebody put away is an error, and back it opens again", async () => {
  const store = keepEpochsInVault(placeOf(vault, "avow-rotated"), fetch);
  await store.make("2026-05-01");
  const before = await store.read();
  const name = "avow-rotated-2026-05-01";
  expect(await admin(name, "rotate")).toBe(200);
  expect(await store.read()).toEqual(before);
  expect(await admin(name, "config", { min_decryption_version: 3 })).toBe(400);
  expect(await admin(name, "config", { min_decryption_version: 2 })).toBe(200);
  await expect(store.read()).rejects.toThrow("Vault answers 400 to POST hmac/avow-rotated-2026-05-01/sha2-256");
  expect(await admin(name, "config", { min_decryption_version: 1 })).toBe(200);
  expect(await store.read()).toEqual(before);
});

test("a version that was trimmed away is gone for good, and the store says so instead of making another key", async () => {
  const store = keepEpochsInVault(placeOf(vault, "avow-trimmed"), fetch);
  await store.make("2026-06-01");
  const name = "avow-trimmed-2026-06-01";
  await admin(name, "rotate");
  expect(await admin(name, "trim", { min_available_version: 2 })).toBe(400);
  await admin(name, "config", { min_decryption_version: 2, min_encryption_version: 2 });
  expect(await admin(name, "trim", { min_available_version: 2 })).toBe(200);
  expect(await admin(name, "config", { min_decryption_version: 1 })).toBe(400);
  await expect(store.read()).rejects.toThrow("Vault answers 400");
  await expect(store.make("2026-06-01")).rejects.toThrow("Vault answers 400");
  await store.destroy("2026-06-01");
  expect(await store.read()).toEqual([]);
});
