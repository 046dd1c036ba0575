import { buffer } from "node:stream/consumers";
import { type Entry, fromBuffer } from "yauzl";

/** The files of a zip, in its order, as text with its byte order mark. */
export function readZip(bytes: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const files = new Map<string, string>();
      zip.on("error", reject);
      zip.on("end", () => resolve(files));
      zip.on("entry", (entry: Entry) => {
        zip.openReadStream(entry, (problem, stream) => {
          if (problem) return reject(problem);
          buffer(stream).then((content) => {
            files.set(entry.fileName, content.toString());
            zip.readEntry();
          }, reject);
        });
      });
      zip.readEntry();
    });
  });
}

export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}
