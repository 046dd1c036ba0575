import { createHmac, timingSafeEqual } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";

/** What the API calls thinking, as it came: its signature covers every character. */
export type Thought =
  | { type: "thinking"; thinking: string; signature: string }
  | { type: "redacted_thinking"; data: string };

/** Neither in what Anthropic calls a call, nor in base64url. */
const mark = "~";
const tagBytes = 16;
/** More than any answer thinks: what claims to be larger was not made here. */
const thoughtBytesMax = 4_194_304;

const tagOf = (key: string, packed: Buffer) =>
  createHmac("sha256", key).update("thoughts|").update(packed).digest().subarray(0, tagBytes);

/**
 * What a model thought before a call is wanted back with it, unchanged, in the next turn. Every client gives a call's id
 * back as it is, so it travels in it, under a tag: what a client wrote itself would pass by the guardrail.
 */
export function keepThoughts(id: string, thoughts: readonly Thought[], key: string): string {
  if (thoughts.length === 0) return id;
  const packed = deflateRawSync(JSON.stringify(thoughts));
  return `${id}${mark}${Buffer.concat([tagOf(key, packed), packed]).toString("base64url")}`;
}

/** The call's own id. */
export const idOf = (id: string): string => id.split(mark, 1)[0]!;

/** What was thought before a call; nothing where nothing was, or where it is not what this key's calls were given. */
export function thoughtsOf(id: string, key: string): Thought[] {
  const at = id.indexOf(mark);
  if (at < 0) return [];
  const bytes = Buffer.from(id.slice(at + 1), "base64url");
  const [tag, packed] = [bytes.subarray(0, tagBytes), bytes.subarray(tagBytes)];
  if (tag.length !== tagBytes || !timingSafeEqual(tag, tagOf(key, packed))) return [];
  return JSON.parse(inflateRawSync(packed, { maxOutputLength: thoughtBytesMax }).toString()) as Thought[];
}
