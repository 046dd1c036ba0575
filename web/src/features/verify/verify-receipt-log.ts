import * as z from "zod/mini";
import { canonicalize } from "../receipts/canonicalize.ts";
import { fromBase64, isSame, toBytes } from "./bytes.ts";
import { isInLog } from "./is-in-log.ts";
import { readCheckpoint } from "./read-checkpoint.ts";
import type { SigningKey } from "./signing-key.ts";

const inLog = z.object({
  origin: z.string(),
  index: z.number(),
  leaf: z.string(),
  salt: z.string(),
  inclusion_proof: z.array(z.string()),
  checkpoint: z.string(),
});

export const receipt = z.looseObject({
  kind: z.enum(["erasure", "export"]),
  v: z.literal(1),
  id: z.string(),
  completed_at: z.string(),
  deployment: z.looseObject({ origin: z.string() }),
  log: z.nullable(inLog),
});
type Receipt = z.infer<typeof receipt>;

const saltMin = 16;

/** What is wrong with a receipt whose signature holds; nothing where it is as it says. */
export async function findReceiptProblem(of: Receipt, signer: SigningKey): Promise<string | undefined> {
  if (!of.log) return undefined;
  const [leaf, salt] = [fromBase64(of.log.leaf), fromBase64(of.log.salt)];
  if (!leaf || !salt || salt.length < saltMin || !isSame(leaf, await leafOf(of, of.log.origin, salt)))
    return "The log entry that it carries is not about this receipt.";
  const head = await readCheckpoint(of.log.checkpoint, of.log.origin, signer);
  if (!head) return "The signed head of the log that it carries does not verify.";
  const place = { leaf, index: of.log.index, proof: of.log.inclusion_proof };
  return (await isInLog(place, head)) ? undefined : "The proof does not place it in the log.";
}

/** The leaf by which a receipt enters a log: it commits to everything but its place there. */
async function leafOf({ log: _place, ...value }: Receipt, origin: string, salt: Uint8Array<ArrayBuffer>) {
  const key = await crypto.subtle.importKey("raw", salt, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const made = await crypto.subtle.sign("HMAC", key, toBytes(canonicalize({ details: value })));
  const details_commitment = btoa(String.fromCharCode(...new Uint8Array(made)));
  const { id, kind, completed_at: at } = value;
  const action = `privacy.${kind}_completed`;
  const nobody = { target: null, actor_commitment: null };
  return toBytes(canonicalize({ v: 1, log: origin, kind: "receipt", id, at, action, ...nobody, details_commitment }));
}
