const recheckMs = 500;

/**
 * A stream may outlive the rights it was opened with: before anything more is given, they are looked at again when the
 * last look is half a second old. Whoever was signed out, removed or revoked gets nothing after that.
 * @param check throws where the rights are gone
 */
export async function* recheckStream<T>(chunks: AsyncIterable<T>, check: () => Promise<void>): AsyncGenerator<T> {
  let checkedAt = performance.now();
  for await (const chunk of chunks) {
    if (performance.now() - checkedAt > recheckMs) {
      await check();
      checkedAt = performance.now();
    }
    yield chunk;
  }
}
