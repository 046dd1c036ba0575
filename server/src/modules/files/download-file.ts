import * as z from "zod";
import { streamEndpoint } from "../../framework/endpoint.ts";
import { servedType } from "./contents/detect-type.ts";
import { fileErrors } from "./errors.ts";
import { contentKey, findFile, type FoundFile } from "./find-file.ts";
import { objectStorePort, openObject } from "./contents/open-object.ts";
import { readRange } from "./contents/read-range.ts";

export const downloadFile = streamEndpoint({
  method: "GET",
  path: "/files/{file_id}/content",
  summary: "A file's content, or a range of it.",
  description:
    "Takes `Range: bytes=…` with one range. Always given as a download, of a type that runs nothing in a browser: what could carry a script is `application/octet-stream`.",
  scope: "workspace",
  permission: "files.read",
  purpose: "files",
  contentType: "application/octet-stream",
  input: z.strictObject({ file_id: z.string() }),
  refusals: [fileErrors.empty, fileErrors.damaged, fileErrors.range_unsatisfiable],
  load: async (ctx, { file_id }): Promise<FoundFile> => findFile(ctx, file_id),
  present({ row, name }, { range }) {
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
    if (!part) return { status: 200, headers };
    return { status: 206, headers: { ...headers, "content-range": `bytes ${start}-${end - 1}/${bytes}` } };
  },
  async *stream(ctx, { file_id }, { range }) {
    const found = await findFile(ctx, file_id);
    const { object, bytes } = found.row;
    yield* openObject(ctx.port(objectStorePort), contentKey(found), object!, bytes!, readRange(range, bytes!));
  },
});

/** RFC 8187 § 3.2: what `encodeURIComponent` leaves as it is, and no header may have. */
const encodeExtended = (text: string) =>
  encodeURIComponent(text).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
