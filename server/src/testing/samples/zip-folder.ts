import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";

export type Zipped = { path: string; content: string | Buffer; mode?: number };

/** A zip as somebody may send it: paths and kinds of entries as they are asked for. */
export async function zipFolder(entries: readonly Zipped[]): Promise<Buffer> {
  const zip = new ZipFile();
  const written = entries.map(({ path }, at) => "x".repeat(path.length).slice(0, -4) + String(at).padStart(4, "0"));
  for (const [at, { content, mode = 0o100644 }] of entries.entries())
    zip.addBuffer(Buffer.from(content), written[at]!, { mode });
  zip.end();
  let bytes: Buffer = await buffer(zip.outputStream);
  // The writer refuses names that lead elsewhere: they are put in afterwards, as long as the ones before.
  for (const [at, { path }] of entries.entries()) bytes = replaceAll(bytes, written[at]!, path);
  return bytes;
}

function replaceAll(bytes: Buffer, from: string, to: string): Buffer {
  if (Buffer.byteLength(from) !== Buffer.byteLength(to)) throw new Error(`${to} is to have only signs of one byte`);
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) bytes.write(to, at);
  return bytes;
}
