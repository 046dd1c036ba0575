import type { Work } from "../../framework/context.ts";
import { credentials } from "./tables.ts";

/** Keeps a password's hash (PHC string), sealed, in place of the one before. */
export async function storePassword(ctx: Work, userId: string, phc: string): Promise<void> {
  const key = await ctx.keys.of({ kind: "user", id: userId }, "credential");
  const id = ctx.newId("crd");
  const row = ctx.seal(credentials, key, {
    id,
    user_id: userId,
    kind: "password" as const,
    hash: phc,
    created_at: ctx.at,
  });
  const db = ctx.db.of(credentials);
  await db.deleteFrom("credentials").where("user_id", "=", userId).where("kind", "=", "password").execute();
  await db.insertInto("credentials").values(row).execute();
}
