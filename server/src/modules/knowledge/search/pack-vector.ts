/** One signed byte for each dimension: the direction is what counts, and survives it. */
export function packVector(vector: readonly number[]): string {
  const most = Math.max(...vector.map(Math.abs)) || 1;
  return Buffer.from(Int8Array.from(vector, (value) => Math.round((value / most) * 127)).buffer).toString("base64");
}

export function unpackVector(packed: string): Int8Array {
  const bytes = Buffer.from(packed, "base64");
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
