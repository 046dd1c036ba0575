import { backupErrors } from "./errors.ts";

/** What a backup is made of, before compression: a byte of kind, four bytes of length, and that many bytes. */
export type Frame = { kind: "json"; value: unknown } | { kind: "rows"; bytes: Buffer };

const kinds = { json: 1, rows: 2 } as const;
const headBytes = 5;
/** No frame is larger: COPY is cut into pieces, and a hostile length must not make us allocate. */
const frameBytesMax = 16 * 1024 * 1024;

export const writeJson = (value: unknown): Buffer => writeFrame(kinds.json, [Buffer.from(JSON.stringify(value))]);

/** @param pieces what lies one behind the other in one frame; together at most 16 MiB */
export const writeRows = (pieces: readonly Buffer[]): Buffer => writeFrame(kinds.rows, pieces);

/** One buffer, its head included: each step of a stream costs as much for five bytes as for many thousand. */
function writeFrame(kind: number, pieces: readonly Buffer[]): Buffer {
  const head = Buffer.allocUnsafe(headBytes);
  head.writeUInt8(kind, 0);
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  head.writeUInt32BE(length, 1);
  return Buffer.concat([head, ...pieces], headBytes + length);
}

/**
 * Cuts a stream back into frames. Rows are handed over as they come, in pieces of any length, and copied nowhere.
 * @throws backup.unreadable where it ends within a frame, or is none
 */
export async function* readFrames(source: AsyncIterable<Uint8Array>): AsyncGenerator<Frame, void> {
  let held: Buffer = Buffer.alloc(0);
  let rowsLeft = 0;
  for await (const chunk of source) {
    const piece = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    held = held.length > 0 ? Buffer.concat([held, piece]) : piece;
    while (held.length > 0) {
      if (rowsLeft > 0) {
        const bytes = held.subarray(0, rowsLeft);
        [held, rowsLeft] = [held.subarray(bytes.length), rowsLeft - bytes.length];
        yield { kind: "rows", bytes };
        continue;
      }
      const head = readHead(held);
      if (!head) break;
      if (head.kind === kinds.rows) [held, rowsLeft] = [held.subarray(headBytes), head.length];
      else if (held.length < headBytes + head.length) break;
      else {
        yield readJson(held.subarray(headBytes, headBytes + head.length));
        held = held.subarray(headBytes + head.length);
      }
    }
  }
  if (held.length > 0 || rowsLeft > 0) throw backupErrors.unreadable({ detail: "it ends within a frame" });
}

function readHead(bytes: Buffer): { kind: number; length: number } | undefined {
  if (bytes.length < headBytes) return undefined;
  const [kind, length] = [bytes.readUInt8(0), bytes.readUInt32BE(1)];
  if (kind !== kinds.rows && kind !== kinds.json)
    throw backupErrors.unreadable({ detail: "a frame is of no known kind" });
  if (length > frameBytesMax) throw backupErrors.unreadable({ detail: "a frame is too long" });
  return { kind, length };
}

function readJson(bytes: Buffer): Frame {
  try {
    return { kind: "json", value: JSON.parse(bytes.toString()) as unknown };
  } catch {
    throw backupErrors.unreadable({ detail: "a frame is not JSON" });
  }
}
