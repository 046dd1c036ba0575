import * as z from "zod";
import type { Keyring } from "../../../framework/keys/keyring.ts";
import { decrypt, encrypt } from "../../../framework/keys/sealing.ts";

/** What an app says of itself. Outsiders' words, cut and cleaned. */
export const appSaid = z.object({ name: z.string(), redirectUris: z.array(z.string()) });
export type AppSaid = z.output<typeof appSaid>;

const keyOf = (keyring: Keyring, clientId: string) => ({ bytes: keyring.keyedHash("registered app", clientId) });
const place = "registered_apps|facts";

/** Nobody's key: it is sealed under one that only the app's id leads to. */
export const sealApp = (keyring: Keyring, clientId: string, said: AppSaid): Buffer =>
  encrypt(keyOf(keyring, clientId), place, Buffer.from(JSON.stringify(said)));

export const openApp = (keyring: Keyring, clientId: string, sealed: Buffer): AppSaid =>
  appSaid.parse(JSON.parse(decrypt(keyOf(keyring, clientId), place, sealed).toString()));

/** What nobody sees and what turns a line around: a name is to look like what it is. */
const unseen = /[\p{C}\p{Zl}\p{Zp}\ufe00-\ufe0f]/gu;
const nameMax = 80;

/** As a person is shown it; nothing where nothing is to be seen. */
export const cleanName = (name: string | undefined): string =>
  (name ?? "").slice(0, 400).replaceAll(/\s+/g, " ").replaceAll(unseen, "").trim().slice(0, nameMax) ||
  "An app without a name";
