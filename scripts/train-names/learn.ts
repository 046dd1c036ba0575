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
import { tokenizeLine, tokensMax } from "../../server/src/egress/guardrail/names/tokenize.ts";
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

/**
 * A linear-chain conditional random field, by stochastic gradient with AdaGrad's step sizes. Forward and backward run on
 * probabilities that are brought back to a sum of one at each token.
 */
export class Learner {
  readonly weights: Float32Array;
  readonly moves = new Float32Array((labelCount + 1) * stride);
  readonly counts: Uint8Array;
  private readonly squares: Float32Array;
  private readonly moveSquares = new Float32Array((labelCount + 1) * stride).fill(1);
  private readonly factors = new Float64Array((labelCount + 1) * stride);
  private readonly sum: Float32Array;
  private readonly sumOfMoves = new Float32Array((labelCount + 1) * stride);
  private remembered = 0;
  private readonly rate: number;
  private readonly decay: number;
  private readonly emit = new Float64Array(tokensMax * stride);
  private readonly forward = new Float64Array(tokensMax * stride);
  private readonly backward = new Float64Array(tokensMax * stride);
  private readonly sums = new Float64Array(tokensMax);
  private readonly gradient = new Float64Array(labelCount);

  constructor(buckets: number, { rate, decay }: { rate: number; decay: number }) {
    this.weights = new Float32Array(buckets * stride);
    this.squares = new Float32Array(buckets * stride).fill(0.1);
    this.counts = new Uint8Array(buckets);
    this.sum = new Float32Array(buckets * stride);
    this.rate = rate;
    this.decay = decay;
  }

  /** Adds the weights as they are now to what `average` gives. */
  remember(): void {
    this.remembered++;
    for (let i = 0; i < this.weights.length; i++) this.sum[i]! += this.weights[i]!;
    for (let i = 0; i < this.moves.length; i++) this.sumOfMoves[i]! += this.moves[i]!;
  }

  /** Forgets what was learned, but not what is remembered: several runs differ by what chance showed them. */
  startAnew(): void {
    this.weights.fill(0);
    this.moves.fill(0);
    this.squares.fill(0.1);
    this.moveSquares.fill(1);
  }

  average(): Learned {
    const mean = (sum: Float32Array): Float32Array => sum.map((value) => value / this.remembered);
    return { weights: mean(this.sum), moves: mean(this.sumOfMoves), counts: this.counts };
  }

  learn(example: Example): void {
    this.score(example);
    this.passForward(example.ends.length);
    this.passBackward(example.ends.length);
    this.step(example);
  }

  private score({ features, ends }: Example): void {
    for (let i = 0, at = 0; i < ends.length; i++) {
      const here = i * stride;
      this.emit.fill(0, here, here + stride);
      for (; at < ends[i]!; at++) {
        const from = features[at]! * stride;
        for (let k = 0; k < labelCount; k++) this.emit[here + k]! += this.weights[from + k]!;
      }
      let most = -Infinity;
      for (let k = 0; k < labelCount; k++) most = Math.max(most, this.emit[here + k]!);
      for (let k = 0; k < labelCount; k++) this.emit[here + k] = Math.exp(this.emit[here + k]! - most);
    }
    for (let from = 0; from <= labelCount; from++)
      for (let to = 0; to < labelCount; to++) {
        const may = from === labelCount ? to === 0 || to % 2 === 1 : mayFollow(from, to);
        this.factors[from * stride + to] = may ? Math.exp(this.moves[from * stride + to]!) : 0;
      }
  }

  private passForward(count: number): void {
    for (let i = 0; i < count; i++) {
      const here = i * stride;
      let sum = 0;
      for (let to = 0; to < labelCount; to++) {
        let into = i === 0 ? this.factors[labelCount * stride + to]! : 0;
        if (i > 0)
          for (let k = 0; k < labelCount; k++)
            into += this.forward[here - stride + k]! * this.factors[k * stride + to]!;
        sum += this.forward[here + to] = into * this.emit[here + to]! + 1e-30;
      }
      this.sums[i] = sum;
      for (let to = 0; to < labelCount; to++) this.forward[here + to]! /= sum;
    }
  }

  private passBackward(count: number): void {
    const end = (count - 1) * stride;
    this.backward.fill(1, end, end + labelCount);
    for (let i = count - 2; i >= 0; i--) {
      const next = (i + 1) * stride;
      for (let from = 0; from < labelCount; from++) {
        let out = 0;
        for (let k = 0; k < labelCount; k++)
          out += this.factors[from * stride + k]! * this.emit[next + k]! * this.backward[next + k]!;
        this.backward[i * stride + from] = out / this.sums[i + 1]!;
      }
    }
  }

  private step({ features, ends, gold }: Example): void {
    for (let i = 0, at = 0; i < ends.length; i++) {
      const here = i * stride;
      for (let k = 0; k < labelCount; k++)
        this.gradient[k] = this.forward[here + k]! * this.backward[here + k]! - (gold[i] === k ? 1 : 0);
      for (; at < ends[i]!; at++) {
        const bucket = features[at]!;
        if (this.counts[bucket]! < 255) this.counts[bucket]!++;
        for (let k = 0; k < labelCount; k++) this.adjust(bucket * stride + k, this.gradient[k]!);
      }
      if (i === 0) for (let k = 0; k < labelCount; k++) this.adjustMove(labelCount * stride + k, this.gradient[k]!);
      else this.stepMoves(i, gold[i - 1]!, gold[i]!);
    }
  }

  private stepMoves(i: number, goldFrom: number, goldTo: number): void {
    const here = i * stride;
    for (let from = 0; from < labelCount; from++)
      for (let to = 0; to < labelCount; to++) {
        const factor = this.factors[from * stride + to]!;
        if (factor === 0) continue;
        const reached = this.emit[here + to]! * this.backward[here + to]!;
        const p = (this.forward[here - stride + from]! * factor * reached) / this.sums[i]!;
        this.adjustMove(from * stride + to, p - (from === goldFrom && to === goldTo ? 1 : 0));
      }
  }

  private adjust(at: number, gradient: number): void {
    if (gradient > -1e-3 && gradient < 1e-3) return;
    const g = gradient + this.decay * this.weights[at]!;
    this.squares[at]! += g * g;
    this.weights[at]! -= (this.rate * g) / Math.sqrt(this.squares[at]!);
  }

  private adjustMove(at: number, gradient: number): void {
    this.moveSquares[at]! += gradient * gradient;
    this.moves[at]! -= (this.rate * gradient) / Math.sqrt(this.moveSquares[at]!);
  }
}
