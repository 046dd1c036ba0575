import { createHash } from "node:crypto";
import type { Context } from "../../framework/context.ts";
import { representativeErrors } from "./errors.ts";
import type { OpenedRepresentative } from "./open-representative.ts";
import { representativeMessages } from "./tables.ts";

export const messageBytesMax = 65_536;

export async function readAll({ bytes }: Context): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * Notes that a message was taken, in the transaction of what comes of it. By what was signed: how its base64 is written
 * makes it no other message.
 * @throws Refusal `representatives.taken_before`
 */
export async function takeOnce(ctx: Context, who: OpenedRepresentative, message: object, expires: Date): Promise<void> {
  const hash = createHash("sha256").update(JSON.stringify(message)).digest();
  const taken = await ctx.db
    .of(representativeMessages)
    .insertInto("representative_messages")
    .values({
      organization_id: who.organization_id,
      id: ctx.newId("rpm"),
      representative_id: who.id,
      message_hash: hash,
      expires_at: expires,
    })
    .onConflict((is) => is.columns(["organization_id", "message_hash"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!taken) throw representativeErrors.taken_before();
}
