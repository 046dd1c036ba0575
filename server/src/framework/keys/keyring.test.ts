import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createKeyring, hasKeyring, KeyringError, readKeyring } from "./keyring.ts";

const at = new Date("2026-03-01T10:00:00Z");
let root: string;
let folder: string;
let file: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "avow-keyring-"));
  folder = join(root, "keys");
  file = join(folder, "keyring.json");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("reading it again gives the same fingerprint, hashes and keys; another one has none of them in common", () => {
  const [made, read] = [createKeyring(folder, at), readKeyring(folder)];
  const other = createKeyring(join(root, "other"), at);
  const secretsOf = (ring: typeof made) => [
    ring.fingerprint,
    ring.keyedHash("email", "a@b").toString("hex"),
    ring.epochs()[0]!.key.toString("hex"),
    ring.signing.publicKey.export({ type: "spki", format: "der" }).toString("hex"),
  ];
  expect(secretsOf(read)).toEqual(secretsOf(made));
  secretsOf(other).forEach((secret, i) => expect(secret).not.toBe(secretsOf(made)[i]));
});

test("one purpose's hash of a value tells nothing about another's", () => {
  const ring = createKeyring(folder, at);
  expect(ring.keyedHash("email", "x")).not.toEqual(ring.keyedHash("idempotency", "x"));
  expect(ring.keyedHash("email", "x")).not.toEqual(ring.keyedHash("email", "y"));
});

test("only its owner can read it, and nothing else is left in its folder", () => {
  createKeyring(folder, at);
  expect([statSync(folder).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600]);
  expect(readdirSync(folder)).toEqual(["keyring.json"]);
});

test("it is never written over: the one that is there stays", () => {
  const { fingerprint } = createKeyring(folder, at);
  expect(() => createKeyring(folder, at)).toThrow(/EEXIST/);
  expect(readKeyring(folder).fingerprint).toBe(fingerprint);
  expect(readdirSync(folder)).toEqual(["keyring.json"]);
});

test("what a process left that was killed while writing neither counts as a keyring nor prevents one", () => {
  createKeyring(folder, at);
  rmSync(file);
  writeFileSync(join(folder, `.keyring.json.${process.pid}`), '{"version":');
  expect(hasKeyring(folder)).toBe(false);
  const { fingerprint } = createKeyring(folder, at);
  expect(readKeyring(folder).fingerprint).toBe(fingerprint);
});

test("a missing one is refused with where it should be, and reading makes nothing", () => {
  expect(() => readKeyring(folder)).toThrow(KeyringError);
  expect(() => readKeyring(folder)).toThrow(`There is no keyring at ${file}.`);
  expect(existsSync(folder)).toBe(false);
});

describe("a damaged one is refused as damaged, and none of it is quoted", () => {
  const change = (edit: (content: Record<string, never>) => unknown) => () => {
    const content = JSON.parse(readFileSync(file, "utf8")) as Record<string, never>;
    return JSON.stringify(edit(content));
  };
  test.each<[string, () => string]>([
    ["empty", () => ""],
    ["cut off", () => readFileSync(file, "utf8").slice(0, -30)],
    ["zeros", () => "\0".repeat(400)],
    ["of a later version", change((content) => ({ ...content, version: 2 }))],
    ["with half a key", change((content) => ({ ...content, epochs: [{ id: "2026-03-01", key: "c2hvcnQ" }] }))],
    ["with a short key", change((content) => ({ ...content, pepper: "c2hvcnQ" }))],
    ["with a broken signing key", change((content) => ({ ...content, signing: { id: "a", private_key: "PEM" } }))],
    ["with something besides", change((content) => ({ ...content, more: 1 }))],
  ])("%s", (_, damaged) => {
    createKeyring(folder, at);
    const { pepper } = JSON.parse(readFileSync(file, "utf8")) as { pepper: string };
    writeFileSync(file, damaged());
    let refusal: unknown;
    try {
      readKeyring(folder);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(KeyringError);
    expect((refusal as Error).message).toBe(`The keyring at ${file} is damaged. Put back a copy of it.`);
    expect(String((refusal as Error).stack)).not.toContain(pepper);
    expect((refusal as Error).cause).toBeUndefined();
    expect(hasKeyring(folder)).toBe(true);
  });
});

test("an epoch that is gone says so instead of opening with another", () => {
  const ring = createKeyring(folder, at);
  expect(ring.epoch("2026-03-01")).toEqual(ring.epochs()[0]);
  expect(() => ring.epoch("2020-01-01")).toThrow(KeyringError);
});

test("a folder that cannot be looked into is not taken for an empty one", () => {
  writeFileSync(join(root, "file"), "");
  expect(() => hasKeyring(join(root, "file"))).toThrow(/cannot be read \(ENOTDIR\)/);
  expect(() => createKeyring(join(root, "file/keys"), at)).toThrow(/cannot be made \(ENOTDIR\).*AVOW_KEYS_DIR/);
});
