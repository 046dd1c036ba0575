import type { Work } from "../../../framework/context.ts";
import { fileErrors } from "../errors.ts";
import { contentKey, type FoundFile } from "../find-file.ts";
import { servedType } from "./detect-type.ts";
import { objectStorePort, openObject } from "./open-object.ts";
import { readRange } from "./read-range.ts";

type Asked = { range: string | undefined };

/** The head of a download: nothing that a browser shows or runs in the page. @throws Refusal for what cannot be given */
export function presentContent({ row, name }: Pick<FoundFile, "row" | "name">, { range }: Asked) {
  if (row.object === null) throw fileErrors.empty();
  if (row.damaged_at) throw fileErrors.damaged();
  const bytes = row.bytes!;
  const part = readRange(range, bytes);
  const { start, end } = part ?? { start: 0, end: bytes };
  const headers = {
    "content-type": servedType(row.type!),
    "content-length": String(end - start),
    "content-disposition": `attachment; filename="file"; filename*=UTF-8''${encodeExtended(name)}`,
    "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "accept-ranges": "bytes",
  };
  if (!part) return { status: 200 as const, headers };
  const partly = { ...headers, "content-range": `bytes ${start}-${end - 1}/${bytes}` };
  return { status: 206 as const, headers: partly };
}

/** The content, or the range of it. */
export function streamContent(work: Work, found: FoundFile, { range }: Asked): AsyncIterable<Uint8Array> {
  const { object, bytes } = found.row;
  return openObject(work.port(objectStorePort), contentKey(found), object!, bytes!, readRange(range, bytes!));
}

/** RFC 8187 § 3.2: what `encodeURIComponent` leaves as it is, and no header may have. */
const encodeExtended = (text: string) =>
  encodeURIComponent(text).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
