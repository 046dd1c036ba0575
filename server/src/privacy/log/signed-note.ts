import { createHash, type KeyObject } from "node:crypto";
import { decodeBase64 } from "./base64.ts";
import { isSignedBy, rawPublicKey, readPublicKey, signBytes } from "./ed25519.ts";

// C2SP signed-note (https://c2sp.org/signed-note): text, a blank line, one line for each signature.

export type NoteSignature = { name: string; keyId: Buffer; signature: Buffer };
export type Note = { text: string; signatures: NoteSignature[] };
/** A key under the name it signs with; the name is part of the key's id. */
export type NoteKey = { name: string; publicKey: KeyObject };
export type NoteVerdict = { ok: true; key: NoteKey } | { ok: false; reason: "wrong_key" | "signature_invalid" };

const ed25519Type = Buffer.from([0x01]);
const signatureLine = /^— (\S+) (\S+)$/u;
const keyName = /^[^\s\u0085+]+$/u;
const maxNoteLength = 64 * 1024;
const maxSignatures = 64;

export function isKeyName(name: string): boolean {
  return keyName.test(name) && name.isWellFormed() && !hasControlCharacter(name);
}

/** SHA-256(name, newline, 0x01 for Ed25519, public key), cut to four bytes. */
export function noteKeyId({ name, publicKey }: NoteKey): Buffer {
  const hash = createHash("sha256").update(`${name}\n`, "utf8").update(ed25519Type).update(rawPublicKey(publicKey));
  return hash.digest().subarray(0, 4);
}

/** `name+id+key`, the text by which C2SP tools and witnesses are told of a key. */
export function writeVerifierKey(key: NoteKey): string {
  const encoded = Buffer.concat([ed25519Type, rawPublicKey(key.publicKey)]).toString("base64");
  return `${key.name}+${noteKeyId(key).toString("hex")}+${encoded}`;
}

/** Null when the text is no Ed25519 verifier key, or its id is not the key's. */
export function readVerifierKey(text: string): NoteKey | null {
  const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text) ?? [];
  const bytes = encoded === undefined ? null : decodeBase64(encoded, 33);
  if (name === undefined || !isKeyName(name) || bytes?.[0] !== 0x01) return null;
  const publicKey = readPublicKey(bytes.subarray(1).toString("base64"));
  if (publicKey === null || noteKeyId({ name, publicKey }).toString("hex") !== id) return null;
  return { name, publicKey };
}

/** @throws RangeError when the text or the name cannot be a note's. */
export function signNote(text: string, name: string, keys: { privateKey: KeyObject; publicKey: KeyObject }): string {
  if (!isNoteText(text) || !isKeyName(name)) throw new RangeError("this text or key name cannot be a signed note's");
  const signature = Buffer.concat([noteKeyId({ name, publicKey: keys.publicKey }), signBytes(text, keys.privateKey)]);
  return `${text}\n— ${name} ${signature.toString("base64")}\n`;
}

/** Null when this is not a signed note. A note that parses is not yet a note that verifies. */
export function parseNote(note: string): Note | null {
  if (note.length > maxNoteLength || !note.endsWith("\n")) return null;
  const blank = note.lastIndexOf("\n\n");
  const text = note.slice(0, blank + 1);
  if (blank < 0 || !isNoteText(text)) return null;
  const lines = note.slice(blank + 2, -1).split("\n");
  const signatures = lines.map(parseSignature).filter((line) => line !== null);
  if (signatures.length !== lines.length || lines.length > maxSignatures) return null;
  return { text, signatures };
}

/** Signatures of unknown keys are passed over; a known key whose signature fails condemns the note. */
export function verifyNote(note: Note, keys: readonly NoteKey[]): NoteVerdict {
  let verified: NoteKey | undefined;
  for (const { name, keyId, signature } of note.signatures) {
    const key = keys.find((known) => known.name === name && noteKeyId(known).equals(keyId));
    if (key === undefined) continue;
    if (!isSignedBy(note.text, signature, key.publicKey)) return { ok: false, reason: "signature_invalid" };
    verified ??= key;
  }
  return verified ? { ok: true, key: verified } : { ok: false, reason: "wrong_key" };
}

function isNoteText(text: string): boolean {
  return text.length > 1 && text.endsWith("\n") && text.isWellFormed() && !hasControlCharacter(text);
}

function parseSignature(line: string): NoteSignature | null {
  const [, name, encoded] = signatureLine.exec(line) ?? [];
  if (name === undefined || encoded === undefined || !isKeyName(name)) return null;
  const bytes = decodeBase64(encoded);
  if (bytes === null || bytes.length < 5) return null;
  return { name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}

/** ASCII control characters other than newline, which no note may have. */
function hasControlCharacter(text: string): boolean {
  return Array.from(text).some((character) => character < " " && character !== "\n");
}
