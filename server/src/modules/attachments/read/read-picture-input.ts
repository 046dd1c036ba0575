import { buffer } from "node:stream/consumers";
import sharp, { type Sharp } from "sharp";
import type { PictureRead } from "./read-picture-port.ts";

// Runs in a process of its own: `node read-picture-input.ts FORMAT`, a picture in, what is kept of it out.

const pixelsMax = 50_000_000;
/** As large as models look at one; smaller where it would still be too many bytes. */
const edges = [2048, 1400, 900, 500];
const bytesMax = 1_500_000;
const previewEdge = 320;

/** @throws what the library says of it */
async function readPicture(format: string, bytes: Buffer): Promise<PictureRead | { code: string }> {
  const { width, height } = await open(bytes).metadata();
  if (width * height > pixelsMax) return { code: "too_large" };
  for (const edge of edges) {
    const { data, info } = await encode(shrink(bytes, edge), format).toBuffer({ resolveWithObject: true });
    if (data.length > bytesMax) continue;
    const preview = await shrink(bytes, previewEdge).webp({ quality: 70 }).toBuffer();
    const { width: wide, height: high } = info;
    return { width: wide, height: high, picture: data.toString("base64"), preview: preview.toString("base64") };
  }
  return { code: "too_large" };
}

const open = (bytes: Buffer): Sharp => sharp(bytes, { limitInputPixels: pixelsMax, failOn: "error", pages: 1 });

/** Turned as it was taken; what else the file says besides its pixels is not written. */
const shrink = (bytes: Buffer, edge: number): Sharp =>
  open(bytes).autoOrient().resize({ width: edge, height: edge, fit: "inside", withoutEnlargement: true });

function encode(picture: Sharp, format: string): Sharp {
  if (format === "png") return picture.png();
  if (format === "gif") return picture.gif();
  return format === "webp" ? picture.webp({ quality: 85 }) : picture.jpeg({ quality: 85 });
}

/** What is kept of a picture as JSON, or the code of why nothing is. What the library complains of quotes the file: it stays here. */
export async function readPictureInput(format: string, content: AsyncIterable<Uint8Array>): Promise<string> {
  sharp.cache(false);
  sharp.concurrency(1);
  return JSON.stringify(await readPicture(format, await buffer(content)).catch(() => ({ code: "damaged" })));
}

if (import.meta.main) process.stdout.end(await readPictureInput(process.argv[2] ?? "", process.stdin));
