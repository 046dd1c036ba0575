import type { Context, Work } from "../../../framework/context.ts";
import { isUniqueViolation } from "../../../framework/errors.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import { identityErrors } from "../errors.ts";
import { identities } from "../tables.ts";
import type { Proven } from "./return-from-provider.ts";

const indexSubject = (ctx: Work, { issuer, subject }: Proven): Buffer =>
  ctx.keyring.keyedHash("identity", `${issuer}|${subject}`);

const identityBySubject = lookup<[Buffer], { id: string; user_id: string }>(
  "identity_by_subject",
  "select id, user_id from identities where subject_index = $1",
);

/** Whose identity this is. */
export async function findIdentity(ctx: Work, proven: Proven): Promise<{ id: string; user_id: string } | undefined> {
  return (await ctx.lookup(identityBySubject, indexSubject(ctx, proven)))[0];
}

/** Lets the user of the scope sign in by this identity from now on. @throws Refusal `identities.already_linked` */
export async function linkIdentity(ctx: Context, proven: Proven): Promise<string> {
  const userId = ctx.db.scope.userId!;
  const key = await ctx.keys.of({ kind: "user", id: userId }, "credential");
  const row = ctx.seal(identities, key, {
    id: ctx.newId("idn"),
    user_id: userId,
    subject_index: indexSubject(ctx, proven),
    issuer: proven.issuer,
    email: proven.email,
    created_at: ctx.at,
    last_used_at: ctx.at,
  });
  try {
    await ctx.db.of(identities).insertInto("identities").values(row).execute();
  } catch (error) {
    if (isUniqueViolation(error, "identities_subject_index_key")) throw identityErrors.already_linked();
    throw error;
  }
  return row.id;
}
