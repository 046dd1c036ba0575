import { extractFeatures, featuresMax } from "../../server/src/egress/guardrail/names/extract-features.ts";
import type { Lexicon } from "../../server/src/egress/guardrail/names/lexicon.ts";
import {
  guessLanguage,
  makeLine,
  readLine,
  shapes,
  type Line,
} from "../../server/src/egress/guardrail/names/read-line.ts";
import { labelCount, labels, mayFollow, stride } from "../../server/src/egress/guardrail/names/tag-line.ts";
import { tokenizeLine } from "../../server/src/egress/guardrail/names/tokenize.ts";
import type { Random } from "./random.ts";
import type { Sample } from "./read-data.ts";

/** A line ready to learn from: its features, and what each token is. */
export type Example = { features: Int32Array; ends: Int32Array; gold: Uint8Array };

export type Learned = { weights: Float32Array; moves: Float32Array; counts: Uint8Array };

const line = makeLine();
const found = new Int32Array(featuresMax);

export type Forget = { word: number; names: number };

/** Every line of a sample. With `forget`, some words and some knowledge of names are hidden, so that context counts. */
export function toExamples(
  sample: Sample,
  lexicon: Lexicon,
  mask: number,
  random?: Random,
  forget?: Forget,
): Example[] {
  const examples: Example[] = [];
  const before = new Int32Array(8);
  for (let at = 0; at < sample.text.length; ) {
    at = tokenizeLine(sample.text, at, line.tokens);
    if (line.tokens.count === 0) continue;
    readLine(sample.text, line, lexicon);
    line.language = guessLanguage(line, before);
    const gold = goldOf(sample, line);
    if (random && forget) hide(line, gold, random, forget);
    const ends = new Int32Array(line.tokens.count);
    const all: number[] = [];
    for (let i = 0; i < line.tokens.count; i++) {
      const n = extractFeatures(line, i, mask, found);
      for (let k = 0; k < n; k++) all.push(found[k]!);
      ends[i] = all.length;
    }
    examples.push({ features: Int32Array.from(all), ends, gold });
  }
  return examples;
}

function goldOf(sample: Sample, { tokens }: Line): Uint8Array {
  const gold = new Uint8Array(tokens.count);
  for (const span of sample.spans) {
    let isFirst = true;
    const begin = labels.indexOf(`B-${span.label}`);
    for (let i = 0; i < tokens.count; i++) {
      if (tokens.starts[i]! >= span.end || tokens.ends[i]! <= span.start) continue;
      gold[i] = isFirst ? begin : begin + 1;
      isFirst = false;
    }
  }
  return gold;
}

function hide(of: Line, gold: Uint8Array, random: Random, forget: Forget): void {
  for (let i = 0; i < of.tokens.count; i++) {
    if (of.shapes[i]! < shapes.lower) continue;
    if (gold[i] !== 0 && random.chance(forget.word * 2.5)) of.words[i] = of.last4[i] = 0x7777;
    else if (random.chance(forget.word)) of.words[i] = of.last4[i] = 0x7777;
    if (gold[i] !== 0 && random.chance(forget.names)) {
      of.flags[i] = of.flags[i]! & ~0xff;
      if (random.chance(0.5)) of.phrases[i] = 0;
    }
  }
}

/** A linear-chain conditional random field, by stochastic gradient with AdaGrad's step sizes. */
export class Learner {
  readonly weights: Float32Array;
  readonly moves = new Float32Array((labelCount + 1) * stride);
  readonly counts: Uint8Array;
  private readonly squares: Float32Array;
  private readonly moveSquares = new Float32Array((labelCount + 1) * stride).fill(1);
  private readonly rate: number;
  private readonly decay: number;
  private scores = new Float64Array(0);
  private alpha = new Float64Array(0);
  private beta = new Float64Array(0);

  constructor(buckets: number, { rate, decay }: { rate: number; decay: number }) {
    this.weights = new Float32Array(buckets * stride);
    this.squares = new Float32Array(buckets * stride).fill(0.1);
    this.counts = new Uint8Array(buckets);
    this.rate = rate;
    this.decay = decay;
  }

  learn(example: Example): void {
    const count = example.ends.length;
    if (this.scores.length < count * stride) {
      this.scores = new Float64Array(count * stride);
      this.alpha = new Float64Array(count * stride);
      this.beta = new Float64Array(count * stride);
    }
    this.score(example);
    this.passForward(count);
    this.passBackward(count);
    this.step(example);
  }

  private score({ features, ends }: Example): void {
    for (let i = 0, at = 0; i < ends.length; i++) {
      const here = i * stride;
      this.scores.fill(0, here, here + stride);
      for (; at < ends[i]!; at++) {
        const from = features[at]! * stride;
        for (let k = 0; k < labelCount; k++) this.scores[here + k]! += this.weights[from + k]!;
      }
    }
  }

  private move(from: number, to: number): number {
    return mayFollow(from, to) ? this.moves[from * stride + to]! : -1e9;
  }

  private passForward(count: number): void {
    for (let to = 0; to < labelCount; to++)
      this.alpha[to] = to === 0 || to % 2 === 1 ? this.scores[to]! + this.moves[labelCount * stride + to]! : -1e9;
    for (let i = 1; i < count; i++)
      for (let to = 0; to < labelCount; to++) {
        const here = i * stride;
        this.alpha[here + to] =
          this.scores[here + to]! + logSum((k) => this.alpha[here - stride + k]! + this.move(k, to));
      }
  }

  private passBackward(count: number): void {
    const end = (count - 1) * stride;
    this.beta.fill(0, end, end + stride);
    for (let i = count - 2; i >= 0; i--)
      for (let from = 0; from < labelCount; from++) {
        const next = (i + 1) * stride;
        this.beta[i * stride + from] = logSum(
          (k) => this.move(from, k) + this.scores[next + k]! + this.beta[next + k]!,
        );
      }
  }

  private step({ features, ends, gold }: Example): void {
    const count = ends.length;
    const last = (count - 1) * stride;
    const total = logSum((k) => this.alpha[last + k]!);
    const gradient = new Float64Array(labelCount);
    for (let i = 0, at = 0; i < count; i++) {
      const here = i * stride;
      for (let k = 0; k < labelCount; k++)
        gradient[k] = Math.exp(this.alpha[here + k]! + this.beta[here + k]! - total) - (gold[i] === k ? 1 : 0);
      for (; at < ends[i]!; at++) {
        const bucket = features[at]!;
        if (this.counts[bucket]! < 255) this.counts[bucket]!++;
        for (let k = 0; k < labelCount; k++) this.adjust(bucket * stride + k, gradient[k]!);
      }
      if (i === 0) for (let k = 0; k < labelCount; k++) this.adjustMove(labelCount * stride + k, gradient[k]!);
      else this.stepMoves(here, gold[i - 1]!, gold[i]!, total);
    }
  }

  private stepMoves(here: number, goldFrom: number, goldTo: number, total: number): void {
    for (let from = 0; from < labelCount; from++)
      for (let to = 0; to < labelCount; to++) {
        if (!mayFollow(from, to)) continue;
        const p = Math.exp(
          this.alpha[here - stride + from]! +
            this.move(from, to) +
            this.scores[here + to]! +
            this.beta[here + to]! -
            total,
        );
        this.adjustMove(from * stride + to, p - (from === goldFrom && to === goldTo ? 1 : 0));
      }
  }

  private adjust(at: number, gradient: number): void {
    if (gradient > -1e-4 && gradient < 1e-4) return;
    const g = gradient + this.decay * this.weights[at]!;
    this.squares[at]! += g * g;
    this.weights[at]! -= (this.rate * g) / Math.sqrt(this.squares[at]!);
  }

  private adjustMove(at: number, gradient: number): void {
    this.moveSquares[at]! += gradient * gradient;
    this.moves[at]! -= (this.rate * gradient) / Math.sqrt(this.moveSquares[at]!);
  }
}

const terms = new Float64Array(labelCount);
function logSum(of: (k: number) => number): number {
  let most = -Infinity;
  for (let k = 0; k < labelCount; k++) {
    terms[k] = of(k);
    if (terms[k]! > most) most = terms[k]!;
  }
  let sum = 0;
  for (let k = 0; k < labelCount; k++) sum += Math.exp(terms[k]! - most);
  return most + Math.log(sum);
}
