import type { Part } from "./make-parts.ts";

/** A part as it is sealed: words with a space between them, numbers as base64 of little-endian bytes. */
export type PackedPart = {
  ids: readonly string[];
  words: string;
  lengths: string;
  sizes: string;
  places: string;
  dimensions: number;
  vectors: string;
};

export const packPart = ({ ids, words, lengths, sizes, places, dimensions, vectors }: Part): PackedPart => ({
  ids,
  words: words.join(" "),
  lengths: pack(lengths),
  sizes: pack(sizes),
  places: pack(places),
  dimensions,
  vectors: pack(vectors),
});

export const unpackPart = ({ ids, words, lengths, sizes, places, dimensions, vectors }: PackedPart): Part => ({
  ids,
  words: words === "" ? [] : words.split(" "),
  lengths: unpack(lengths),
  sizes: unpack(sizes),
  places: unpack(places),
  dimensions,
  vectors: new Int8Array(bytesOf(vectors)),
});

const pack = ({ buffer, byteOffset, byteLength }: Uint16Array | Int8Array) =>
  Buffer.from(buffer, byteOffset, byteLength).toString("base64");
const unpack = (packed: string) => new Uint16Array(bytesOf(packed));

/** Copied, so that they lie where numbers of two bytes may. */
function bytesOf(packed: string): ArrayBuffer {
  const bytes = Buffer.from(packed, "base64");
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}
