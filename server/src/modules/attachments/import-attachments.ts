import * as z from "zod";
import { Refusal } from "../../framework/errors.ts";
import type { ImportRule, ImportWork } from "../../privacy/public.ts";
import { attachments } from "../files/public.ts";
import { attachmentErrors } from "./errors.ts";
import { findAttachment } from "./keep/find-attachment.ts";
import { keepAttachment, takeAttachment } from "./keep/take-attachment.ts";

const unread = { state: "empty", error_code: null, format: null, pages: null, width: null, height: null };
const empty = { type: null, bytes: null, object: null, content_hash: null, checked_at: null, damaged_at: null };

/** What it is and says is found in the content again, never believed. */
export const importAttachments: readonly ImportRule[] = [
  {
    table: attachments,
    purpose: "converse",
    shape: z.object({ name: z.string().min(1).max(255) }),
    set: { ...unread, ...empty, text: null, preview: null },
    content: fillImported,
  },
];

/** One that has its content already is left as it is: nothing of an archive overwrites one. */
async function fillImported(work: ImportWork, id: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const found = await findAttachment(work, id);
  if (found.row.state !== "empty") return;
  try {
    const taken = await takeAttachment(work, found, bytes);
    await work.inScope((step) => keepAttachment(step, id, taken));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== attachmentErrors.type_refused.code) throw error;
    await work.inScope((step) =>
      step.db.query("update attachments set state = 'failed', error_code = $3 where workspace_id = $1 and id = $2", [
        step.scope.workspaceId,
        id,
        error.code,
      ]),
    );
  }
}
