import type { EpochKey, EpochStore } from "../../framework/keys/epoch-store.ts";
import { epochId } from "../../framework/keys/epoch-store.ts";
import type { Fetch } from "../roles/calls/fetch.ts";

export type VaultPlace = {
  /** Of Vault or OpenBao: `https://vault.internal:8200`. */
  url: string;
  /** Where its transit engine is mounted. */
  mount: string;
  /** Read anew for each call: an agent may renew it. */
  token(): string;
  /** Begins the name of each of this deployment's keys. */
  prefix(): string;
};

/** Never changes: it is what every epoch's key is derived from. */
const derivation = Buffer.from("avow epoch key").toString("base64");

type Answered = { status: number; data: Record<string, unknown> };

/**
 * Each epoch has a transit key of its own, which never leaves Vault; the epoch's key is its HMAC of a fixed text. Once
 * Vault has deleted the transit key there is nothing to derive it from, wherever a copy of anything else may be.
 */
export function keepEpochsInVault(place: VaultPlace, fetch: Fetch): EpochStore {
  const call = async (method: string, path: string, body?: object): Promise<Answered> => {
    const answer = await fetch(`${place.url}/v1/${place.mount}/${path}`, {
      method,
      headers: { "x-vault-token": place.token(), "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok && answer.status !== 404) throw new Error(`Vault answers ${answer.status} to ${method} ${path}`);
    const { data = {} } = (text ? JSON.parse(text) : {}) as { data?: Record<string, unknown> };
    return { status: answer.status, data };
  };
  const nameOf = (id: string) => {
    if (!epochId.test(id)) throw new Error("that is no epoch's name");
    return `${place.prefix()}-${id}`;
  };
  const isThere = async (id: string) => (await call("GET", `keys/${nameOf(id)}`)).status !== 404;
  const derive = async (id: string): Promise<EpochKey[]> => {
    // Of its first version, so that rotating it in Vault changes nothing here.
    const asked = { input: derivation, key_version: 1 };
    const { data } = await call("POST", `hmac/${nameOf(id)}/sha2-256`, asked).catch(async (error: unknown) => {
      if (await isThere(id)) throw error;
      return { data: undefined }; // deleted since it was listed
    });
    if (!data) return [];
    const [, , sum = ""] = String(data["hmac"]).split(":");
    const key = Buffer.from(sum, "base64");
    if (key.length !== 32) throw new Error("Vault answers an HMAC of another length");
    return [{ id, key }];
  };
  return {
    name: "vault",
    async read() {
      const { data } = await call("GET", "keys?list=true");
      const names = (data["keys"] ?? []) as string[];
      const start = `${place.prefix()}-`;
      const ids = names.filter((name) => name.startsWith(start)).map((name) => name.slice(start.length));
      const keys = await Promise.all(ids.filter((id) => epochId.test(id)).map(derive));
      return keys.flat();
    },
    async make(id) {
      await call("POST", `keys/${nameOf(id)}`, { type: "aes256-gcm96", exportable: false });
      if ((await derive(id)).length === 0) throw new Error("Vault did not keep the key of a new epoch");
    },
    mend: async () => undefined, // its copies are Vault's own
    async destroy(id) {
      if (!(await isThere(id))) return;
      try {
        await call("POST", `keys/${nameOf(id)}/config`, { deletion_allowed: true });
        await call("DELETE", `keys/${nameOf(id)}`);
      } catch (error) {
        if (await isThere(id)) throw error; // otherwise another process was quicker
      }
    },
  };
}
