import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logOrigin, parseCheckpoint, signCheckpoint, verifyCheckpoint } from "./checkpoint.ts";
import { publicKeyId, rawPublicKey, readPublicKey, writePublicKey } from "./ed25519.ts";
import { parseNote, readVerifierKey, signNote, verifyNote, writeVerifierKey } from "./signed-note.ts";

const keys = generateKeyPairSync("ed25519");
const stranger = generateKeyPairSync("ed25519");
const origin = logOrigin("avow.example", "org_1");
const root = Buffer.alloc(32, 7);

describe("notes of other implementations", () => {
  test.each([
    [
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n",
    ],
    [
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "This is an example message.\n\n" +
        "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n",
    ],
  ])("%s verifies", (verifierKey, text) => {
    const key = readVerifierKey(verifierKey);
    const note = parseNote(text);
    if (key === null || note === null) throw new Error("the vector does not parse");
    expect(writeVerifierKey(key)).toBe(verifierKey);
    expect(verifyNote(note, [key])).toEqual({ ok: true, key });
    expect(verifyNote({ ...note, text: note.text.replace("e", "E") }, [key])).toEqual({
      ok: false,
      reason: "signature_invalid",
    });
  });

  test("the checkpoint of the C2SP specification parses", () => {
    const note =
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n" +
      "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";
    expect(parseCheckpoint(note)).toEqual({
      origin: "example.com/behind-the-sofa",
      size: 20852163,
      root: Buffer.from("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=", "base64"),
    });
  });
});

describe("keys as text", () => {
  test("a public key survives being written and read, and has a short name", () => {
    const read = readPublicKey(writePublicKey(keys.publicKey));
    expect(read && rawPublicKey(read)).toEqual(rawPublicKey(keys.publicKey));
    expect(publicKeyId(keys.publicKey)).toMatch(/^[0-9a-f]{16}$/);
    expect(publicKeyId(stranger.publicKey)).not.toBe(publicKeyId(keys.publicKey));
  });

  test.each(["", "AAAA", "not base64", `${writePublicKey(keys.publicKey)}=`])("%j is no public key", (text) => {
    expect(readPublicKey(text)).toBe(null);
  });

  test("a verifier key with another key's id is refused", () => {
    const [name, , encoded] = writeVerifierKey({ name: origin, publicKey: keys.publicKey }).split(
      /\+(?=[0-9a-f]{8}\+)|(?<=\+[0-9a-f]{8})\+/,
    );
    expect(readVerifierKey(`${name}+00000000+${encoded}`)).toBe(null);
    expect(readVerifierKey("nonsense")).toBe(null);
    expect(readVerifierKey("a+00000000+AAAA")).toBe(null);
  });
});

describe("checkpoints", () => {
  const publicKeys = [keys.publicKey];

  test("say what was signed, whatever size and root", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (size, bytes) => {
        const note = signCheckpoint({ origin, size, root: Buffer.from(bytes) }, keys);
        const verdict = verifyCheckpoint(note, { origin, publicKeys: [stranger.publicKey, keys.publicKey] });
        expect(verdict).toMatchObject({ ok: true, checkpoint: { origin, size, root: Buffer.from(bytes) } });
      }),
    );
  });

  test("verify for no other text: any one character changed is refused", () => {
    const note = signCheckpoint({ origin, size: 12, root }, keys);
    for (let at = 0; at < note.length; at += 1) {
      const changed = `${note.slice(0, at)}${note[at] === "x" ? "y" : "x"}${note.slice(at + 1)}`;
      expect(verifyCheckpoint(changed, { origin, publicKeys }).ok).toBe(false);
      expect(verifyCheckpoint(note.slice(0, at), { origin, publicKeys }).ok).toBe(false);
    }
  });

  test.each([
    ["another key", { origin, publicKeys: [stranger.publicKey] }, "wrong_key"],
    ["no key", { origin, publicKeys: [] }, "wrong_key"],
    ["another log", { origin: logOrigin("avow.example", "org_2"), publicKeys }, "wrong_log"],
  ])("for %s are refused", (_name, expected, reason) => {
    const note = signCheckpoint({ origin, size: 12, root }, keys);
    expect(verifyCheckpoint(note, expected)).toEqual({ ok: false, reason });
  });

  test("pass over a witness's signature, and fall with a forged one of the log", () => {
    const note = signCheckpoint({ origin, size: 12, root }, keys);
    const text = note.slice(0, note.indexOf("\n\n") + 1);
    const witness = signNote(text, "witness.example/w1", stranger).slice(text.length + 1);
    expect(verifyCheckpoint(note + witness, { origin, publicKeys }).ok).toBe(true);
    const forged = note.slice(text.length + 1).replace(/.{6}\n$/, "AAAA==\n");
    expect(verifyCheckpoint(note + forged, { origin, publicKeys })).toEqual({ ok: false, reason: "signature_invalid" });
  });

  test.each([
    ["a leading zero in the size", `${origin}\n012\n${root.toString("base64")}\n`],
    ["a size beyond counting", `${origin}\n9999999999999999\n${root.toString("base64")}\n`],
    ["a short root", `${origin}\n12\nAAAA\n`],
    ["no root", `${origin}\n12\n`],
    ["an empty line", `${origin}\n12\n${root.toString("base64")}\n\nx\n`],
  ])("with %s are unreadable, though signed", (_name, text) => {
    expect(verifyCheckpoint(signNote(text, origin, keys), { origin, publicKeys })).toEqual({
      ok: false,
      reason: "unreadable",
    });
  });

  test.each([
    ["a space in the origin", { origin: "a b", size: 1, root }],
    ["a plus in the origin", { origin: "a+b", size: 1, root }],
    ["a negative size", { origin, size: -1, root }],
    ["half a leaf", { origin, size: 0.5, root }],
    ["a short root", { origin, size: 1, root: Buffer.alloc(31) }],
  ])("are not signed with %s", (_name, checkpoint) => {
    expect(() => signCheckpoint(checkpoint, keys)).toThrow(RangeError);
  });

  test("text that is no note is refused", () => {
    for (const text of [
      "",
      "\n",
      "\n\n",
      "a\n\n",
      "a\n\n— b\n",
      "a\n\n— b !!\n",
      "a\u0000\n\n— b AAAAAAAA\n",
      "a\n\n— b AAAAAAAA",
    ]) {
      expect(parseNote(text)).toBe(null);
    }
    expect(parseNote("a\n\n— b AAAAAAAA\n")).not.toBe(null);
    expect(parseNote(`a\n\n${"— b AAAAAAAA\n".repeat(65)}`)).toBe(null);
  });
});
