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
  out[0] = how;
  out[1] = w0;
  out[2] = w1;
  out[3] = n1;
  out[4] = join(w1, s0);
  out[5] = join(n1, s0);
  out[6] = join(w2, s0);
  out[7] = join(n2, s0);
  out[8] = sp | (s0 << 4) | (sn << 8) | (line.casing << 12);
  out[9] = sp2 | (sp << 4) | (s0 << 8) | (sn << 12) | (sn2 << 16);
  out[10] = join(w1, n1);
  if (s0 === shapes.sign || s0 === shapes.number || s0 === shapes.whole) {
    out[11] = join(w0, join(w1, n1));
    out[12] = join(w0, bp | (bn << 8) | (sn << 16));
    return mix(out, 13, 1, mask);
  }
  out[11] = join(w1, w0);
  out[12] = join(w0, n1);
  out[13] = line.last2[i]! ^ s0;
  out[14] = line.last3[i]! ^ s0;
  out[15] = line.last4[i]!;
  out[16] = line.first3[i]! ^ s0;
  out[17] = join(line.last3[i]!, line.language | (s0 << 4));
  out[18] = join(gazetteerOf(f0), s0);
  out[19] = join(f0 & (personBits | placeBits), join(common, how));
  out[20] = join(b0 | (bp << 8), s0 | (sp << 4));
  out[21] = join(b0 | (bn << 8), s0 | (sn << 4));
  out[22] = join(b0 | (bp << 8) | (bn << 16), s0 | (sp << 4) | (sn << 8));
  out[23] = join(common, how);
  out[24] = join(w1, b0);
  out[25] = join(n1, b0);
  out[26] = join(w1, join(s0, sn | (bn << 4)));
  out[27] = join(line.phrases[i]!, s0);
  out[28] = join(w2, join(w1, s0));
  out[29] = join(n1, join(n2, s0));
  out[30] = join(gazetteerOf(fp), join(s0, sp));
  out[31] = join(gazetteerOf(fn), join(s0, sn));
  out[32] = join(Math.min(tokens.ends[i]! - tokens.starts[i]!, 12), (common & 15) | (s0 << 4));
  out[33] = join(line.last3[i]!, join(i > 0 ? line.last3[i - 1]! : 1, s0));
  out[34] = join(b0, line.language | (how << 4));
  out[35] = join(kp | 256, s0);
  out[36] = join(kn | 512, s0);
  out[37] = join(k0 | 1024, how);
  out[38] = join(kp | (kn << 8) | 65536, s0);
  out[39] = join(kp2 | (kp << 8) | 131072, s0);
  out[40] = join(kn | ((i < last - 1 ? line.kinds[i + 2]! : 255) << 8) | 262144, s0);
  return mix(out, 41, 3, mask);
}

/** Features that every token has; a salt of its own keeps those of one kind from another's places. */
const ofAll = 11;

function mix(out: Int32Array, count: number, shift: number, mask: number): number {
  for (let k = 0; k < count; k++) {
    const salt = k < ofAll ? k + 1 : k + shift;
    let mixed = Math.imul(out[k]! ^ Math.imul(salt, 0x9e3779b1), 0x85ebca6b);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0xc2b2ae35);
    out[k] = (mixed ^ (mixed >>> 16)) & mask;
  }
  return count;
}
