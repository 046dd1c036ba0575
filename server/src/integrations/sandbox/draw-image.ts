import { createHash } from "node:crypto";
import { encodePng } from "./encode-png.ts";

/** Letters of the mark, five by seven, a bit for each point. */
const letters: Record<string, readonly number[]> = {
  S: [15, 16, 16, 14, 1, 1, 30],
  A: [14, 17, 17, 31, 17, 17, 17],
  N: [17, 25, 25, 21, 19, 19, 17],
  D: [30, 17, 17, 17, 17, 17, 30],
  B: [30, 17, 17, 30, 17, 17, 30],
  O: [14, 17, 17, 17, 17, 17, 14],
  X: [17, 17, 10, 4, 10, 17, 17],
};
const mark = "SANDBOX";
const columns = mark.length * 6 - 1;
const rows = 7;

type Colour = readonly [number, number, number];

/** A PNG in colours that follow from the prompt, with SANDBOX written across it. The same request, the same bytes. */
export function drawImage(
  { prompt, width, height }: { prompt: string; width: number; height: number },
  number: number,
): Buffer {
  const hash = createHash("sha256").update(`${number}|${prompt}`).digest();
  const from: Colour = [hash[0]! / 2, hash[1]! / 2, hash[2]! / 2];
  const to: Colour = [hash[3]! / 2 + 64, hash[4]! / 2 + 64, hash[5]! / 2 + 64];
  const scale = Math.max(1, Math.floor((width * 0.8) / columns));
  const left = Math.floor((width - columns * scale) / 2);
  const top = Math.floor((height - rows * scale) / 2);
  return encodePng(width, height, (x, y) => {
    if (isMarked(Math.floor((x - left) / scale), Math.floor((y - top) / scale))) return [255, 255, 255];
    const share = (x / width + y / height) / 2;
    return [mix(from[0], to[0], share), mix(from[1], to[1], share), mix(from[2], to[2], share)];
  });
}

const mix = (a: number, b: number, share: number) => Math.round(a + (b - a) * share);

function isMarked(column: number, row: number): boolean {
  if (column < 0 || column >= columns || row < 0 || row >= rows) return false;
  const bits = letters[mark[Math.floor(column / 6)]!]![row]!;
  const place = column % 6;
  return place < 5 && ((bits >> (4 - place)) & 1) === 1;
}
