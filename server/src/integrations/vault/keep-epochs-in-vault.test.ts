import { afterAll, beforeAll, expect, test } from "vitest";
import { operatorFetch } from "../../egress/operator-fetch.ts";
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
