import { backupErrors } from "./errors.ts";

/** What a backup is made of, before compression: a byte of kind, four bytes of length, and that many bytes. */
export type Frame = { kind: "json"; value: unknown } | { kind: "rows"; bytes: Buffer };

const kinds = { json: 1, rows: 2 } as const;
const headBytes = 5;
/** No frame is larger: COPY is cut into pieces, and a hostile length must not make us allocate. */
const frameBytesMax = 16 * 1024 * 1024;

export function writeFrame(frame: Frame): Buffer[] {
  const body = frame.kind === "json" ? Buffer.from(JSON.stringify(frame.value)) : frame.bytes;
  const head = Buffer.allocUnsafe(headBytes);
  head.writeUInt8(kinds[frame.kind], 0);
  head.writeUInt32BE(body.length, 1);
  return [head, body];
}

/** Cuts a stream back into frames. @throws backup.unreadable where it ends within one, or is none */
export async function* readFrames(source: AsyncIterable<Uint8Array>): AsyncGenerator<Frame, void> {
  let held: Buffer[] = [];
  let size = 0;
  const take = (bytes: number): Buffer => {
    const whole = held.length === 1 ? held[0]! : Buffer.concat(held);
    held = whole.length > bytes ? [whole.subarray(bytes)] : [];
    size -= bytes;
    return whole.subarray(0, bytes);
  };
  let head: { kind: number; length: number } | undefined;
  for await (const chunk of source) {
    held.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    size += chunk.byteLength;
    for (;;) {
      if (!head) {
        if (size < headBytes) break;
        const bytes = take(headBytes);
        head = { kind: bytes.readUInt8(0), length: bytes.readUInt32BE(1) };
        if (head.length > frameBytesMax) throw backupErrors.unreadable({ detail: "a frame is too long" });
      }
      if (size < head.length) break;
      yield toFrame(head.kind, take(head.length));
      head = undefined;
    }
  }
  if (head || size > 0) throw backupErrors.unreadable({ detail: "it ends within a frame" });
}

function toFrame(kind: number, bytes: Buffer): Frame {
  if (kind === kinds.rows) return { kind: "rows", bytes };
  if (kind !== kinds.json) throw backupErrors.unreadable({ detail: "a frame is of no known kind" });
  try {
    return { kind: "json", value: JSON.parse(bytes.toString()) as unknown };
  } catch {
    throw backupErrors.unreadable({ detail: "a frame is not JSON" });
  }
}
