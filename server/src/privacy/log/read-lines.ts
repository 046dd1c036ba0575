/** A line longer than this is no line of a bundle: entries are bounded far below it. */
export const maxLineBytes = 4 * 1024 * 1024;

export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
}

/**
 * The lines of a UTF-8 stream, holding no more than one line in memory.
 * @throws UnreadableError for a line that is too long or not UTF-8.
 */
export async function* readLines(stream: AsyncIterable<Uint8Array>, maxBytes = maxLineBytes): AsyncGenerator<string> {
  let parts: Uint8Array[] = [];
  let held = 0;
  for await (const chunk of stream) {
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      yield decode([...parts, chunk.subarray(start, end)], maxBytes);
      [parts, held, start] = [[], 0, end + 1];
    }
    parts.push(chunk.subarray(start));
    held += chunk.length - start;
    if (held > maxBytes) throw tooLong(maxBytes);
  }
  if (held > 0) yield decode(parts, maxBytes);
}

function decode(parts: readonly Uint8Array[], maxBytes: number): string {
  const bytes = Buffer.concat(parts);
  if (bytes.length > maxBytes) throw tooLong(maxBytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UnreadableError("A line of the file is not UTF-8 text.", { cause });
  }
}

function tooLong(maxBytes: number): UnreadableError {
  return new UnreadableError(`A line of the file is longer than ${maxBytes} bytes.`);
}
