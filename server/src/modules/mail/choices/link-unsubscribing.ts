import { timingSafeEqual } from "node:crypto";
import type { Keyring } from "../../../framework/keys/keyring.ts";

const macOf = (keyring: Keyring, userId: string): Buffer => keyring.keyedHash("mail unsubscribing", userId);

/** What ends marketing for one user, and does nothing else: it may stand in a mail and in an address. */
export const linkUnsubscribing = (keyring: Keyring, userId: string): string =>
  `${userId}.${macOf(keyring, userId).toString("base64url")}`;

/** Whose marketing a token ends; nothing where nobody here made it. */
export function readUnsubscribing(keyring: Keyring, token: string): string | undefined {
  const [, userId = "", mac = ""] = /^(usr_[0-9a-z]{26})\.([\w-]{43})$/.exec(token) ?? [];
  const [given, right] = [Buffer.from(mac, "base64url"), macOf(keyring, userId)];
  return given.length === right.length && timingSafeEqual(given, right) ? userId : undefined;
}
