import { Refusal, requestErrors } from "../errors.ts";

/** Of a body that is too large so much is read and thrown away before it is refused. */
const discardedBytesMax = 64 * 1024 * 1024;

/**
 * Reads a body of at most `bytesMax`. A client that is still sending seldom listens, and a connection that is closed on
 * it loses the answer: what is too much is therefore read on and thrown away, as far as that is bearable.
 * @throws Refusal `request.too_large`, and `request.malformed` where it breaks off
 */
export async function readBody(request: Request, bytesMax: number): Promise<Uint8Array> {
  try {
    return await read(request, bytesMax);
  } catch (error) {
    // Whoever was sending has gone, or sent what is no chunk: no fault of ours, and seldom anyone there to be told.
    throw error instanceof Refusal ? error : requestErrors.malformed({ reason: "broke_off" });
  }
}

async function read(request: Request, bytesMax: number): Promise<Uint8Array> {
  const announced = request.headers.has("transfer-encoding") ? undefined : request.headers.get("content-length");
  if (announced && Number(announced) > discardedBytesMax) throw requestErrors.too_large({ limit_bytes: bytesMax });
  if (announced && Number(announced) <= bytesMax) return new Uint8Array(await request.arrayBuffer());
  const { chunks, bytes } = await collect(request, bytesMax);
  if (bytes > bytesMax) throw requestErrors.too_large({ limit_bytes: bytesMax });
  return Buffer.concat(chunks);
}

/** Keeps no more than `bytesMax`, whatever comes. */
async function collect({ body }: Request, bytesMax: number): Promise<{ chunks: Uint8Array[]; bytes: number }> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = (body as ReadableStream<Uint8Array> | null)?.getReader();
  while (reader && bytes <= discardedBytesMax) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.length;
    if (bytes <= bytesMax) chunks.push(value);
    else chunks.length = 0;
  }
  return { chunks, bytes };
}

/**
 * A body as it comes, never held whole.
 * @throws Refusal `request.too_large` as soon as it is more than `bytesMax`, `request.malformed` where it breaks off
 */
export async function* streamBody(request: Request, bytesMax: number): AsyncGenerator<Uint8Array> {
  if (Number(request.headers.get("content-length")) > bytesMax)
    throw requestErrors.too_large({ limit_bytes: bytesMax });
  let bytes = 0;
  try {
    for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > bytesMax) throw requestErrors.too_large({ limit_bytes: bytesMax });
      yield chunk;
    }
  } catch (error) {
    throw error instanceof Refusal ? error : requestErrors.malformed({ reason: "broke_off" });
  }
}

export async function* noBytes(): AsyncGenerator<Uint8Array> {}
