import { markUntrusted, untrustedWord } from "../../../egress/public.ts";
import type { Work } from "../../../framework/context.ts";
import type { ContentPart, ModelMessage } from "../../../integrations/roles/models/model.ts";
import { contentKey, objectStorePort, openObject, type SaidTurn } from "../../files/public.ts";
import { canSee } from "../../models/public.ts";
import { findAttachments, type OpenAttachment } from "../keep/find-attachment.ts";
import { pictureFormats } from "../read/find-format-of.ts";
import { readSealed } from "./read-sealed.ts";

/** So much of what documents say, and of pictures, is in one call; the newest are told first. */
const charsMax = 200_000;
const pictureBytesMax = 12_000_000;
const picturesMax = 20;

type Room = { chars: number; bytes: number; pictures: number };

/** The conversation with what came with it, as a model is told it. What is gone is not told. */
export async function tellTurns(work: Work, turns: readonly SaidTurn[], model: string): Promise<ModelMessage[]> {
  const ids = turns.flatMap(({ attached }) => attached ?? []);
  const found = ids.length === 0 ? [] : await findAttachments(work, "id = any($3)", ids);
  const ready = new Map(found.filter(({ row }) => row.state === "ready").map((one) => [one.row.id, one]));
  const room: Room = { chars: charsMax, bytes: pictureBytesMax, pictures: picturesMax };
  const sees = await canSee(work, model);
  const told: ModelMessage[] = [];
  for (const { role, content, attached = [] } of turns.toReversed()) {
    const parts: ContentPart[] = [];
    for (const id of attached) {
      const one = ready.get(id);
      if (one) parts.push(await tell(work, one, room, sees));
    }
    if (role === "assistant") told.push({ role, content });
    else told.push({ role, content: joinParts(content, parts) });
  }
  return told.toReversed();
}

/** Providers without vision want a plain text. */
function joinParts(content: string, parts: readonly ContentPart[]): string | ContentPart[] {
  const texts = parts.flatMap((part) => (part.type === "text" ? [part.text] : []));
  const text = [...texts, content].join("\n\n");
  const pictures = parts.filter(({ type }) => type === "image");
  return pictures.length === 0 ? text : [...pictures, { type: "text", text }];
}

async function tell(work: Work, found: OpenAttachment, room: Room, sees: boolean): Promise<ContentPart> {
  const { row } = found;
  if (pictureFormats.has(row.format!)) {
    const left = sees ? "is not shown, because there are too many" : "cannot be seen by this model";
    const fits = row.bytes! <= room.bytes && room.pictures > 0;
    if (!sees || !fits || row.damaged_at) return { type: "text", text: mark(found, `[This picture ${left}.]`) };
    room.bytes -= row.bytes!;
    room.pictures--;
    return { type: "image", media_type: row.type!, data: (await readBytes(work, found)).toString("base64") };
  }
  const { text } = await readSealed(work, row.id);
  const said = (text ?? "").slice(0, room.chars).toWellFormed();
  const cut = said.length < (text ?? "").length ? "\n[The rest is left out.]" : "";
  room.chars -= said.length;
  return { type: "text", text: mark(found, `${said}${cut}`) };
}

/** Somebody outside may have written it. */
function mark({ row, name, outer }: OpenAttachment, text: string): string {
  return markUntrusted(untrustedWord({ key: outer, id: row.id }), "file", `File: ${name}\n\n${text}`);
}

async function readBytes(work: Work, found: OpenAttachment): Promise<Buffer> {
  const { object, bytes } = found.row;
  const parts: Uint8Array[] = [];
  for await (const part of openObject(work.port(objectStorePort), contentKey(found), object!, bytes!)) parts.push(part);
  return Buffer.concat(parts);
}
