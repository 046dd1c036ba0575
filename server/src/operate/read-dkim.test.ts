import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readDkim } from "./read-dkim.ts";

const pemOf = (modulusLength: number) =>
  generateKeyPairSync("rsa", {
    modulusLength,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  }).privateKey;
const write = (text: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), "avow-dkim-")), "key.pem");
  writeFileSync(file, text);
  return file;
};
const named = (file: string) => ({
  AVOW_DKIM_DOMAIN: "post.example",
  AVOW_DKIM_SELECTOR: "avow",
  AVOW_DKIM_KEY_FILE: file,
});

test("a key that signs is read, and without any setting nothing is signed", () => {
  const pem = pemOf(2048);
  expect(readDkim(named(write(pem)))).toEqual({ domain: "post.example", selector: "avow", privateKey: pem });
  expect(readDkim({})).toBeUndefined();
});

test("a key that is too short, none at all, or half of the settings stop the start, and no word of a key is said", () => {
  const short = pemOf(1024);
  for (const file of [write(short), write("-----BEGIN PRIVATE KEY-----\nhidden"), "/nowhere/key.pem"])
    expect(() => readDkim(named(file))).toThrow(/^AVOW_DKIM_KEY_FILE names an RSA private key of 2048 bits/);
  expect(() => readDkim({ AVOW_DKIM_DOMAIN: "post.example" })).toThrow(/go together/);
});
