import type { Work } from "../../../framework/context.ts";
import { fileErrors, headBytes, keepContent, type TakenContent, takeContent } from "../../files/public.ts";
import { attachmentErrors } from "../errors.ts";
import { findFormatOf } from "../read/find-format-of.ts";
import { readAttachment } from "../read/read-attachment.job.ts";
import { findAttachment, type OpenAttachment } from "./find-attachment.ts";

/** Content that lies in the store, and what it is. */
export type TakenAttachment = { taken: TakenContent; format: string };

/** Takes content in as it comes. @throws Refusal `attachments.type_refused` before any of it is kept */
export async function takeAttachment(
  work: Work,
  found: OpenAttachment,
  bytes: AsyncIterable<Uint8Array>,
): Promise<TakenAttachment> {
  const [head, content] = await readHead(bytes);
  const format = await findFormatOf(head, found.name);
  if (!format) throw attachmentErrors.type_refused();
  return { taken: await takeContent(work, found, content), format };
}

/** Gives an attachment its content and has it read, in the caller's transaction. @throws Refusal `files.already_filled` */
export async function keepAttachment(step: Work, id: string, { taken, format }: TakenAttachment): Promise<void> {
  const found = await findAttachment(step, id, "for update");
  // What was read already is not the same any more: a picture is kept smaller than it came.
  if (found.row.state !== "empty") throw fileErrors.already_filled();
  await keepContent(step, found, taken);
  await step.db.query("update attachments set state = 'reading', format = $3 where workspace_id = $1 and id = $2", [
    step.scope.workspaceId,
    id,
    format,
  ]);
  await step.enqueue(readAttachment, { attachment_id: id });
}

/** The beginning of what comes, and all of it. */
async function readHead(content: AsyncIterable<Uint8Array>): Promise<[Buffer, AsyncIterable<Uint8Array>]> {
  const pieces = content[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  for (let bytes = 0; bytes < headBytes; ) {
    const next = await pieces.next();
    if (next.done) break;
    read.push(next.value);
    bytes += next.value.length;
  }
  const all = async function* () {
    yield* read;
    yield* { [Symbol.asyncIterator]: () => pieces };
  };
  return [Buffer.concat(read).subarray(0, headBytes), all()];
}
