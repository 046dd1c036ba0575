import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { readEpochFiles } from "./epoch-files.ts";
import type { EpochKey, EpochStore } from "./epoch-store.ts";
import { flushFolder } from "./flush-folder.ts";

const fileName = "keyring.json";
export const pathOfKeyring = (folder: string): string => join(folder, fileName);
const key32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const keyringFile = z.strictObject({
  version: z.literal(1),
  created_at: z.iso.datetime(),
  /** The first epoch's key, until that epoch ends; later ones lie in an epoch store. */
  epochs: z.array(z.strictObject({ id: z.string(), key: key32 })),
  /** Root of every keyed hash: blind indexes, anonymous clients, role passwords. */
  pepper: key32,
  signing: z.strictObject({ id: z.string(), private_key: z.string() }),
});

/** Secrets that live outside the database and its backups. Losing it loses every sealed value, by design. */
export type Keyring = {
  fingerprint: string;
  /** @throws KeyringError where it was destroyed, or is not known yet */
  epoch(id: string): EpochKey;
  epochs(): readonly EpochKey[];
  /** Learns of new epoch keys, and lets go of destroyed ones. @throws where a store cannot be reached */
  refresh(): Promise<void>;
  /** HMAC-SHA-256 under a pepper derived for one purpose, such as `email` or an organization's id. */
  keyedHash(purpose: string, value: string): Buffer;
  signing: { id: string; privateKey: KeyObject; publicKey: KeyObject };
};

/** A keyring that is not there, not whole, out of reach or another deployment's; the message says what to do. */
export class KeyringError extends Error {
  override readonly name = "KeyringError";
}

/** Whether there is a keyring, whole or damaged. @throws KeyringError where the folder cannot be looked into */
export function hasKeyring(folder: string): boolean {
  return readText(pathOfKeyring(folder)) !== undefined;
}

/**
 * Reads the keyring of this deployment, with the epoch keys of its folder; those of `stores` are known after `refresh`.
 * @throws KeyringError where there is none or it cannot be read
 */
export function readKeyring(folder: string, stores: readonly EpochStore[] = []): Keyring {
  const file = readKeyringFile(folder);
  const read = () => [...epochsOf(readKeyringFile(folder)), ...readEpochFiles(folder)];
  return openKeyring(file, read(), async () => {
    const found = await Promise.all(stores.map((store) => store.read()));
    return [...read(), ...found.flat()];
  });
}

export type KeyringFile = z.infer<typeof keyringFile>;

const epochsOf = ({ epochs }: KeyringFile): EpochKey[] =>
  epochs.map(({ id, key }) => ({ id, key: Buffer.from(key, "base64url") }));

/** @throws KeyringError */
export function readKeyringFile(folder: string): KeyringFile {
  const path = pathOfKeyring(folder);
  const text = readText(path);
  if (text === undefined) {
    throw new KeyringError(
      `There is no keyring at ${path}. Put the deployment's keyring back, or set AVOW_KEYS_DIR to where it is. A new one would not open anything sealed with the old.`,
    );
  }
  try {
    const parsed = keyringFile.parse(JSON.parse(text));
    createPrivateKey(parsed.signing.private_key);
    return parsed;
  } catch {
    throw new KeyringError(`The keyring at ${path} is damaged. Put back a copy of it.`); // the cause may quote a key
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new KeyringError(`The keyring at ${path} cannot be read (${code}). This account needs to get at it.`);
  }
}

/**
 * Makes the keyring of a new deployment. Complete or absent: it is written aside, flushed, then linked into place.
 * Only the first migration calls this, under its lock.
 */
export function createKeyring(folder: string, at: Date): Keyring {
  makeFolder(folder);
  const secret = () => randomBytes(32).toString("base64url");
  const { privateKey } = generateKeyPairSync("ed25519");
  const content: KeyringFile = {
    version: 1,
    created_at: at.toISOString(),
    epochs: [{ id: at.toISOString().slice(0, 10), key: secret() }],
    pepper: secret(),
    signing: {
      id: randomBytes(4).toString("hex"),
      private_key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    },
  };
  const aside = writeAside(folder, content);
  try {
    linkSync(aside, pathOfKeyring(folder));
  } finally {
    rmSync(aside);
  }
  flushFolder(folder);
  return readKeyring(folder);
}

/** Whole on the disk, under another name. */
export function writeAside(folder: string, content: KeyringFile): string {
  const aside = join(folder, `.${fileName}.${process.pid}`);
  rmSync(aside, { force: true }); // left by a process of the same id that was killed here
  const file = openSync(aside, "wx", 0o600);
  writeSync(file, JSON.stringify(content, null, 2));
  fsyncSync(file);
  closeSync(file);
  return aside;
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new KeyringError(`The keyring's folder ${folder} cannot be made (${code}). Name another in AVOW_KEYS_DIR.`);
  }
}

function openKeyring(
  file: KeyringFile,
  known: readonly EpochKey[],
  readAll: () => Promise<readonly EpochKey[]>,
): Keyring {
  const privateKey = createPrivateKey(file.signing.private_key);
  const publicKey = createPublicKey(privateKey);
  const pepper = Buffer.from(file.pepper, "base64url");
  const byId = (keys: readonly EpochKey[]) => new Map(keys.map((epoch) => [epoch.id, epoch]));
  let epochs = byId(known);
  const peppers = new Map<string, KeyObject>();
  const pepperFor = (purpose: string) => {
    const derived =
      peppers.get(purpose) ?? createSecretKey(Buffer.from(hkdfSync("sha256", pepper, "avow", purpose, 32)));
    if (peppers.size < 10_000) peppers.set(purpose, derived);
    return derived;
  };
  return {
    fingerprint: createHash("sha256")
      .update(publicKey.export({ type: "spki", format: "der" }))
      .update(pepperFor("fingerprint").export())
      .digest("hex")
      .slice(0, 32),
    epochs: () => [...epochs.values()],
    async refresh() {
      const former = epochs;
      epochs = byId(await readAll());
      for (const { id, key } of former.values()) if (!epochs.has(id)) key.fill(0);
    },
    epoch(id) {
      const found = epochs.get(id);
      if (!found)
        throw new KeyringError(
          `The keyring has no epoch key ${id}: it has been destroyed, or this is another deployment's keyring.`,
        );
      return found;
    },
    keyedHash: (purpose, value) => createHmac("sha256", pepperFor(purpose)).update(value).digest(),
    signing: { id: file.signing.id, privateKey, publicKey },
  };
}
