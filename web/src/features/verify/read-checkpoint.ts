import { fromBase64, isSame, sha256, toBytes } from "./bytes.ts";
import { isSigned, type SigningKey } from "./signing-key.ts";

/** The head of a log as it was signed: a C2SP checkpoint. */
export type Checkpoint = { size: number; root: Uint8Array };

const noteMax = 64 * 1024;

/** Nothing where it is no checkpoint of this log, or this key did not sign it. */
export async function readCheckpoint(
  note: unknown,
  origin: string,
  signer: SigningKey,
): Promise<Checkpoint | undefined> {
  if (typeof note !== "string" || note.length > noteMax || !note.endsWith("\n")) return undefined;
  const blank = note.lastIndexOf("\n\n");
  if (blank < 0) return undefined;
  const text = note.slice(0, blank + 1);
  const [named, size = "", root = ""] = text.slice(0, -1).split("\n");
  const hash = fromBase64(root, 32);
  if (named !== origin || !hash || !/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size)))
    return undefined;
  const id = (await sha256(toBytes(`${origin}\n`), Uint8Array.of(1), signer.raw)).slice(0, 4);
  for (const line of note.slice(blank + 2, -1).split("\n")) {
    const signature = readSignature(line, origin, id);
    if (signature)
      return (await isSigned(signer, signature, toBytes(text))) ? { size: Number(size), root: hash } : undefined;
  }
  return undefined;
}

/** Of a line that this key signed: its signature. */
function readSignature(line: string, origin: string, id: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const [dash, name, encoded] = line.split(" ");
  const bytes = dash === "—" && name === origin ? fromBase64(encoded, 68) : undefined;
  return bytes && isSame(bytes.slice(0, 4), id) ? bytes.slice(4) : undefined;
}
