import { ProviderError } from "../calls/provider-error.ts";

/**
 * Turns offsets that count code points, as Python's do, into UTF-16 code units. An offset outside the text means that
 * the other side read another text than the one sent.
 * @throws ProviderError `provider.malformed_answer`
 */
export function fromCodePoints(text: string): (offset: number) => number {
  const isPlain = !/[\ud800-\udbff][\udc00-\udfff]/.test(text);
  const units = isPlain ? undefined : listUnits(text);
  const last = units ? units.length - 1 : text.length;
  return (offset) => {
    if (!Number.isInteger(offset) || offset < 0 || offset > last)
      throw new ProviderError("provider.malformed_answer", { reason: "offset" });
    return units ? units[offset]! : offset;
  };
}

function listUnits(text: string): Uint32Array {
  const units = new Uint32Array(text.length + 1);
  let count = 0;
  let at = 0;
  for (const point of text) {
    units[count++] = at;
    at += point.length;
  }
  units[count++] = at;
  return units.subarray(0, count);
}
