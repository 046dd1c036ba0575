import { createHash, randomBytes } from "node:crypto";
import type { Work } from "../../../framework/context.ts";
import { type DataKey, newDataKey } from "../../../framework/keys/sealing.ts";
import { inScope } from "../../../framework/database/tenant.ts";
import { storedObjects } from "../../../privacy/public.ts";
import { detectType, headBytes } from "./detect-type.ts";
import type { FoundFile } from "../find-file.ts";
import { subjectOfKind } from "../find-kind.ts";
import { objectStorePort } from "./open-object.ts";
import { sealChunks } from "./seal-chunks.ts";

/** Content that lies in the store, or would if it did not lie there already. */
export type TakenContent = {
  hash: Buffer;
  bytes: number;
  type: string;
  /** What was put into the store; absent where the owner has the same content already. */
  fresh: { object: string; key: DataKey } | undefined;
};

/**
 * Takes content in as it comes, sealed before it touches a disk. Only content its owner does not have yet is put into
 * the store, and its name is noted before.
 */
export async function takeContent(
  work: Work,
  found: FoundFile,
  content: AsyncIterable<Uint8Array>,
): Promise<TakenContent> {
  const store = work.port(objectStorePort);
  const key = newDataKey();
  const seen = { hash: createHash("sha256"), bytes: 0, head: Buffer.alloc(0) };
  const staged = await store.stage(sealChunks(key, watch(content, seen)));
  try {
    const owner = subjectOfKind(found.kind, work.scope);
    const hash = work.keyring.keyedHash(`file|${owner.id}`, seen.hash.digest("base64"));
    const taken = { hash, bytes: seen.bytes, type: await detectType(seen.head) };
    if (await hasContent(work, found, hash)) return { ...taken, fresh: undefined };
    // The hash says what it is; the rest keeps apart two that are taken in at once, each under its own key.
    const object = `${hash.toString("hex")}-${randomBytes(8).toString("hex")}`;
    await noteObject(work, object, owner.kind === "user" ? owner.id : null);
    await staged.publish(object);
    return { ...taken, fresh: { object, key } };
  } finally {
    await staged.discard();
  }
}

async function* watch(
  content: AsyncIterable<Uint8Array>,
  seen: { hash: ReturnType<typeof createHash>; bytes: number; head: Buffer },
): AsyncGenerator<Uint8Array> {
  for await (const piece of content) {
    seen.hash.update(piece);
    seen.bytes += piece.length;
    if (seen.head.length < headBytes)
      seen.head = Buffer.concat([seen.head, piece.subarray(0, headBytes - seen.head.length)]);
    yield piece;
  }
}

async function hasContent({ db, scope }: Work, { kind }: FoundFile, hash: Buffer): Promise<boolean> {
  const same = `select 1 from ${kind.table.name} where workspace_id = $1 and content_hash = $2 and damaged_at is null limit 1`;
  return (await db.query(same, [scope.workspaceId, hash])).length > 0;
}

function noteObject({ database, scope, clock }: Work, object: string, userId: string | null): Promise<unknown> {
  return inScope(database, { ...scope }, (db) =>
    db.query(`insert into ${storedObjects.name} (name, user_id, organization_id, created_at) values ($1, $2, $3, $4)`, [
      object,
      userId,
      scope.organizationId,
      clock.now(),
    ]),
  );
}
