import type { Attachment } from "../../files/public.ts";
import { attachmentErrors } from "../errors.ts";
import { pictureFormats } from "../read/find-format-of.ts";
import type { OpenAttachment } from "./find-attachment.ts";

const known = new Map(Object.values(attachmentErrors).map(({ code, declared }) => [code, declared]));

export function presentAttachment({ row, name }: Pick<OpenAttachment, "row" | "name">): Attachment {
  const { id, conversation_id, message_id, source, state, format, type, bytes, pages, width, height } = row;
  const kind = format === null ? null : pictureFormats.has(format) ? ("picture" as const) : ("document" as const);
  return {
    id,
    conversation_id,
    message_id,
    name,
    source,
    state,
    kind,
    type,
    bytes,
    pages,
    width,
    height,
    has_preview: row.has_preview,
    created_at: row.created_at.toISOString(),
    ...(row.error_code === null ? {} : { error: describe(row.error_code) }),
  };
}

function describe(code: string): NonNullable<Attachment["error"]> {
  const { title, help } = known.get(code) ?? attachmentErrors.damaged.declared;
  return { code, title, help };
}
