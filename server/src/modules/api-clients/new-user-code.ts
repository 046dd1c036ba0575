import { randomInt } from "node:crypto";
import type { Keyring } from "../../framework/keys/keyring.ts";
import { decrypt, encrypt } from "../../framework/keys/sealing.ts";

/** Consonants only: no words, nothing to mistake for a digit (RFC 8628 § 6.1). 20^8 codes, 34 bits. */
const letters = "BCDFGHJKLMNPQRSTVWXZ";

export function newUserCode(): string {
  const picked = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]);
  return `${picked.slice(0, 4).join("")}-${picked.slice(4).join("")}`;
}

/** As typed: any case, with or without the dash. */
export const normalizeUserCode = (typed: string): string => typed.toUpperCase().replaceAll(/[^A-Z]/g, "");

export const hashUserCode = (keyring: Keyring, typed: string): Buffer =>
  keyring.keyedHash("device user code", normalizeUserCode(typed));

const nameKey = (keyring: Keyring, typed: string) => ({
  bytes: keyring.keyedHash("device name", normalizeUserCode(typed)),
});

/** Nobody's key exists yet: the device's name is sealed under one that only the code it shows leads to. */
export const sealDeviceName = (keyring: Keyring, userCode: string, name: string): Buffer =>
  encrypt(nameKey(keyring, userCode), "device_authorizations|name", Buffer.from(name));

export const openDeviceName = (keyring: Keyring, userCode: string, sealed: Buffer): string =>
  decrypt(nameKey(keyring, userCode), "device_authorizations|name", sealed).toString();
