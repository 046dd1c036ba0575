import { join } from "./hash-text.ts";
import { commonness, known } from "./lexicon.ts";
import type { Line } from "./read-line.ts";
import { shapes } from "./read-line.ts";

export const featuresMax = 48;

/** What stands where the line has no token. */
const outside = { word: 0x0f0f0f0f, shape: 15 };

const personBits = known.given | known.rareGiven | known.surname | known.rareSurname;
const placeBits = known.bigPlace | known.smallPlace | known.country;

/** Name, place and other knowledge of a token in few bits, for joining with other facts. */
export const gazetteerOf = (flags: number): number => (flags & 0xff) | ((flags & 0x3f00) << 0) | (flags & known.famous);

const briefGazetteer = (flags: number): number =>
  (flags & (known.given | known.rareGiven) ? 1 : 0) |
  (flags & (known.surname | known.rareSurname) ? 2 : 0) |
  (flags & placeBits ? 4 : 0) |
  (flags & known.title ? 8 : 0) |
  (flags & (known.organization | known.organizationWord) ? 16 : 0) |
  (flags & known.dictionary || (flags >>> 16) & 0x3fff ? 32 : 0);

/** How common the word is here, and whether it is common anywhere. */
function commonCode(flags: number, language: number): number {
  const here = commonness(flags, language || 1);
  return here | (flags & known.dictionary ? 4 : 0) | ((flags >>> 16) & 0x3fff ? 8 : 0) | (language << 4);
}

/** Writes a token's features as places in the weight table; says how many. The order and salts are part of the model. */
export function extractFeatures(line: Line, i: number, mask: number, out: Int32Array): number {
  const { words, shapes: shape, flags, tokens, opens } = line;
  const last = tokens.count - 1;
  const w0 = words[i]!;
  const w1 = i > 0 ? words[i - 1]! : outside.word;
  const w2 = i > 1 ? words[i - 2]! : outside.word;
  const n1 = i < last ? words[i + 1]! : outside.word;
  const n2 = i < last - 1 ? words[i + 2]! : outside.word;
  const s0 = shape[i]!;
  const sp = i > 0 ? shape[i - 1]! : outside.shape;
  const sp2 = i > 1 ? shape[i - 2]! : outside.shape;
  const sn = i < last ? shape[i + 1]! : outside.shape;
  const sn2 = i < last - 1 ? shape[i + 2]! : outside.shape;
  const f0 = flags[i]!;
  const fp = i > 0 ? flags[i - 1]! : 0;
  const fn = i < last ? flags[i + 1]! : 0;
  const k0 = line.kinds[i]!;
  const kp = i > 0 ? line.kinds[i - 1]! : 255;
  const kp2 = i > 1 ? line.kinds[i - 2]! : 255;
  const kn = i < last ? line.kinds[i + 1]! : 255;
  const b0 = briefGazetteer(f0);
  const bp = briefGazetteer(fp);
  const bn = briefGazetteer(fn);
  const how = s0 | (line.casing << 4) | (opens[i]! << 6);
  const common = commonCode(f0, line.language);
  let n = 0;
  const put = (salt: number, hash: number): void => {
    let mixed = Math.imul(hash ^ Math.imul(salt, 0x9e3779b1), 0x85ebca6b);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0xc2b2ae35);
    out[n++] = (mixed ^ (mixed >>> 16)) & mask;
  };
  put(1, how);
  put(2, w0);
  put(3, w1);
  put(4, n1);
  put(5, join(w1, s0));
  put(6, join(n1, s0));
  put(7, join(w2, s0));
  put(8, join(n2, s0));
  put(9, sp | (s0 << 4) | (sn << 8) | (line.casing << 12));
  put(10, sp2 | (sp << 4) | (s0 << 8) | (sn << 12) | (sn2 << 16));
  put(11, join(w1, n1));
  if (s0 === shapes.sign || s0 === shapes.number || s0 === shapes.whole) {
    put(12, join(w0, join(w1, n1)));
    put(13, join(w0, bp | (bn << 8) | (sn << 16)));
    return n;
  }
  put(14, join(w1, w0));
  put(15, join(w0, n1));
  put(16, line.last2[i]! ^ s0);
  put(17, line.last3[i]! ^ s0);
  put(18, line.last4[i]!);
  put(19, line.first3[i]! ^ s0);
  put(20, join(line.last3[i]!, line.language | (s0 << 4)));
  put(21, join(gazetteerOf(f0), s0));
  put(22, join(f0 & (personBits | placeBits), join(common, how)));
  put(23, join(b0 | (bp << 8), s0 | (sp << 4)));
  put(24, join(b0 | (bn << 8), s0 | (sn << 4)));
  put(25, join(b0 | (bp << 8) | (bn << 16), s0 | (sp << 4) | (sn << 8)));
  put(26, join(common, how));
  put(27, join(w1, b0));
  put(28, join(n1, b0));
  put(29, join(w1, join(s0, sn | (bn << 4))));
  put(30, join(line.phrases[i]!, s0));
  put(31, join(w2, join(w1, s0)));
  put(32, join(n1, join(n2, s0)));
  put(33, join(gazetteerOf(fp), join(s0, sp)));
  put(34, join(gazetteerOf(fn), join(s0, sn)));
  put(35, join(Math.min(tokens.ends[i]! - tokens.starts[i]!, 12), (common & 15) | (s0 << 4)));
  put(36, join(line.last3[i]!, join(i > 0 ? line.last3[i - 1]! : 1, s0)));
  put(37, join(b0, line.language | (how << 4)));
  put(38, join(kp | 256, s0));
  put(39, join(kn | 512, s0));
  put(40, join(k0 | 1024, how));
  put(41, join(kp | (kn << 8) | 65536, s0));
  put(42, join(kp2 | (kp << 8) | 131072, s0));
  put(43, join(kn | ((i < last - 1 ? line.kinds[i + 2]! : 255) << 8) | 262144, s0));
  return n;
}
