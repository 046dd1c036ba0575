import * as z from "zod";
import { job, type JobContext } from "../../../framework/jobs/jobs.ts";
import { ifThere } from "../../conversations/public.ts";
import { contentKey, keepContent, objectStorePort, openObject, removeObject, takeContent } from "../../files/public.ts";
import { Unreadable } from "../../knowledge/public.ts";
import { attachmentErrors } from "../errors.ts";
import { describeAttachment, type Described } from "../keep/describe-attachment.ts";
import { findAttachment, type OpenAttachment } from "../keep/find-attachment.ts";
import { pictureFormats } from "./find-format-of.ts";
import { readDocument } from "./read-document.ts";
import { readPicturePort } from "./read-picture-port.ts";

const triesMax = 4;

/** Finds out what an attachment says or shows. Only one that waits for it: a job that comes again does nothing. */
export const readAttachment = job({
  name: "attachments.read",
  data: z.object({ attachment_id: z.string() }),
  purpose: "converse",
  long: true,
  perTenantMax: 4,
  attemptsMax: triesMax,
  async run(ctx, { attachment_id }) {
    const found = await ifThere(findAttachment(ctx, attachment_id));
    if (found?.row.state !== "reading") return;
    try {
      if (pictureFormats.has(found.row.format!)) await readPicture(ctx, found);
      else await end(ctx, found, { state: "ready", ...(await readDocument(ctx, found, await readBytes(ctx, found))) });
    } catch (error) {
      if (ctx.signal.aborted) throw error;
      if (!(error instanceof Unreadable) && ctx.attempt < triesMax) throw error;
      await end(ctx, found, { state: "failed", error_code: reasonOf(error).code });
    }
  },
});

const { damaged, ...others } = {
  damaged: attachmentErrors.damaged,
  no_text: attachmentErrors.no_text,
  too_large: attachmentErrors.too_large,
  too_heavy: attachmentErrors.too_heavy,
};

/** What whoever added it is told, whoever found out why. */
function reasonOf(error: unknown): { code: string } {
  const word = error instanceof Unreadable ? error.code.split(".")[1]! : "";
  return word in others ? others[word as keyof typeof others] : damaged;
}

async function readBytes(ctx: JobContext, found: OpenAttachment): Promise<Buffer> {
  const { object, bytes } = found.row;
  const parts: Uint8Array[] = [];
  for await (const part of openObject(ctx.port(objectStorePort), contentKey(found), object!, bytes!)) parts.push(part);
  return Buffer.concat(parts);
}

/** What is kept of a picture takes the place of what came, in one transaction with what is known of it. */
async function readPicture(ctx: JobContext, found: OpenAttachment): Promise<void> {
  const read = ctx.port(readPicturePort);
  if (!read) throw new Error("this process reads no pictures");
  const { id, format, object } = found.row;
  const { picture, preview, width, height } = await read(format!, await readBytes(ctx, found), { signal: ctx.signal });
  const taken = await takeContent(ctx, found, piecesOf(Buffer.from(picture, "base64")));
  await ctx.inScope(async (step) => {
    const now = await ifThere(findAttachment(step, id, "for update"));
    if (now?.row.state !== "reading") return;
    await step.db.query(
      "update attachments set object = null, content_hash = null, type = null, bytes = null where workspace_id = $1 and id = $2",
      [step.scope.workspaceId, id],
    );
    await keepContent(step, { ...now, row: { ...now.row, object: null } }, taken);
    if (object) await step.enqueue(removeObject, { name: object });
    await describeAttachment(step, now, { state: "ready", preview, width, height });
  });
}

async function* piecesOf(bytes: Buffer) {
  yield bytes;
  await Promise.resolve();
}

const end = (ctx: JobContext, found: OpenAttachment, ending: Described): Promise<void> =>
  ctx.inScope(async (step) => {
    const now = await ifThere(findAttachment(step, found.row.id, "for update"));
    if (now?.row.state === "reading") await describeAttachment(step, now, ending);
  });
