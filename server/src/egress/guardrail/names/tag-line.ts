import { extractFeatures, featuresMax } from "./extract-features.ts";
import { type Line, shapes } from "./read-line.ts";
import { tokensMax } from "./tokenize.ts";

/** Begin and inside of each class, as in CoNLL. The order is part of the model. */
export const labels = [
  "O",
  "B-person",
  "I-person",
  "B-location",
  "I-location",
  "B-organization",
  "I-organization",
] as const;
export const labelCount = labels.length;
/** Weights of one feature lie side by side, in a place of eight. */
export const stride = 8;

/** Whether a label may follow another: inside goes on with what is open. */
export const mayFollow = (from: number, to: number): boolean =>
  to === 0 || to % 2 === 1 || (from !== 0 && from + (from % 2) === to);

export type Weights = {
  /** `stride` weights a feature. */
  features: Int8Array;
  /** From each label (the last row: from the line's beginning) to each. */
  moves: Int8Array;
  /** What one step of a weight is worth, for scores. */
  scale: number;
};

const found = new Int32Array(featuresMax);
const scores = new Int32Array(tokensMax * stride);
const back = new Uint8Array(tokensMax * stride);
const never = -1e7;

/** For each label those that may stand before it; what may begin a line comes from the row behind the labels. */
const comesAfter = labels.map((_, to) => Uint8Array.from([...labels.keys()].filter((from) => mayFollow(from, to))));
const begins = labels.map((_, to) => to === 0 || to % 2 === 1);

/** The best sequence of labels (Viterbi): into `out`, one a token. Linear in the number of tokens. */
export function tagLine(line: Line, { features, moves }: Weights, out: Uint8Array): void {
  const mask = features.length / stride - 1;
  const packed = new Int32Array(features.buffer, features.byteOffset, features.length / 4);
  const { count } = line.tokens;
  for (let i = 0; i < count; i++) {
    const here = i * stride;
    addFeatures(packed, extractFeatures(line, i, mask, found), here);
    if (line.shapes[i] === shapes.sign) keepOut(here, i > 0 && line.joins[i] === 1);
    if (i > 0) continueFrom(here, moves);
    else for (let to = 0; to < labelCount; to++) scores[to]! += begins[to] ? moves[labelCount * stride + to]! : never;
  }
  readBack(count, out);
}

/** No name begins with a sign, and few signs go on with one. */
function keepOut(here: number, joins: boolean): void {
  for (let k = 1; k < labelCount; k++) if (k % 2 === 1 || !joins) scores[here + k] = never;
}

function continueFrom(here: number, moves: Int8Array): void {
  for (let to = 0; to < labelCount; to++) {
    let best = 4 * never;
    let from = 0;
    for (const k of comesAfter[to]!) {
      const score = scores[here - stride + k]! + moves[k * stride + to]!;
      if (score <= best) continue;
      best = score;
      from = k;
    }
    scores[here + to]! += best;
    back[here + to] = from;
  }
}

const lanes = 0x00ff00ff;
/** Makes bytes with a sign numbers from 0 to 255, so that sums of them do not borrow from each other. */
const unsigned = 0x80808080 | 0;
const half = 128;

/** Adds the weights of `found`, eight at once: two sums lie in each number, as so few features cannot overflow sixteen bits. */
function addFeatures(weights: Int32Array, n: number, at: number): void {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let k = 0; k < n; k++) {
    const from = found[k]! << 1;
    const low = weights[from]! ^ unsigned;
    const high = weights[from + 1]! ^ unsigned;
    a += low & lanes;
    b += (low >>> 8) & lanes;
    c += high & lanes;
    d += (high >>> 8) & lanes;
  }
  const offset = half * n;
  scores[at] = (a & 0xffff) - offset;
  scores[at + 1] = (b & 0xffff) - offset;
  scores[at + 2] = (a >>> 16) - offset;
  scores[at + 3] = (b >>> 16) - offset;
  scores[at + 4] = (c & 0xffff) - offset;
  scores[at + 5] = (d & 0xffff) - offset;
  scores[at + 6] = (c >>> 16) - offset;
}

function readBack(count: number, out: Uint8Array): void {
  if (count === 0) return;
  const end = (count - 1) * stride;
  let label = 0;
  for (let k = 1; k < labelCount; k++) if (scores[end + k]! > scores[end + label]!) label = k;
  for (let i = count - 1; i >= 0; i--) {
    out[i] = label;
    label = back[i * stride + label]!;
  }
}
