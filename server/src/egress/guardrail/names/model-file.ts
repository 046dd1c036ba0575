import { gzipSync } from "node:zlib";
import type { Lexicon } from "./lexicon.ts";
import { labelCount, stride, type Weights } from "./tag-line.ts";

/** All that the tagger knows. In memory: a byte a weight, nine bytes a place of the lexicon. */
export type Model = { version: string; weights: Weights; lexicon: Lexicon };

type Header = { format: 2; version: string; scale: number; buckets: number; places: number };

const magic = "AVOWNAME";

/** One file: a line of JSON, then weights, moves and lexicon, compressed as a whole. */
export function packModel({ version, weights, lexicon }: Model): Buffer {
  const header: Header = {
    format: 2,
    version,
    scale: weights.scale,
    buckets: weights.features.length / stride,
    places: lexicon.keys.length,
  };
  const parts = [weights.features, weights.moves, lexicon.keys, lexicon.flags, lexicon.kinds].map(toBytes);
  return gzipSync(Buffer.concat([Buffer.from(`${magic}${JSON.stringify(header)}\n`), ...parts]), { level: 9 });
}

/**
 * @param bytes the file, decompressed
 * @throws where it is none of ours, of another format, or cut short
 */
export function unpackModel(bytes: Buffer): Model {
  if (bytes.toString("latin1", 0, magic.length) !== magic) throw new Error("this is no model of names");
  const newline = bytes.indexOf(10);
  const { format, version, scale, buckets, places } = JSON.parse(
    bytes.toString("utf8", magic.length, newline),
  ) as Header;
  if (format !== 2) throw new Error(`a model of format ${String(format)} cannot be read; this server reads 2`);
  let at = newline + 1;
  // Other threads read the same.
  const take = (length: number): SharedArrayBuffer => {
    if (at + length > bytes.length) throw new Error("the model of names is cut short");
    const part = new SharedArrayBuffer(length);
    new Uint8Array(part).set(bytes.subarray(at, at + length));
    at += length;
    return part;
  };
  const features = new Int8Array(take(buckets * stride));
  const moves = new Int8Array(take((labelCount + 1) * stride));
  return {
    version,
    weights: { features, moves, scale },
    lexicon: {
      keys: new Int32Array(take(places * 4)),
      flags: new Int32Array(take(places * 4)),
      kinds: new Uint8Array(take(places)),
    },
  };
}

const toBytes = (of: Int8Array | Int32Array | Uint8Array): Uint8Array =>
  new Uint8Array(of.buffer, of.byteOffset, of.byteLength);
