import { randomInt } from "node:crypto";
import type { Context, Work } from "../../../framework/context.ts";
import { recoveryCodes } from "../tables.ts";

const codesCount = 10;
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
/** Sixteen of 31 characters: 79 bits, so that nothing but the usual limits need slow a guesser. */
const codeLength = 16;

/** `abcd-efgh-jkmn-pqrs`, in letters and digits that are not mistaken for each other. */
const newCode = () =>
  Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)])
    .join("")
    .replace(/(.{4})(?=.)/g, "$1-");

/** However somebody writes it down. */
const normalize = (code: string) => code.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/** The keyed hash a code is kept as; another for each person. */
export const hashCode = (ctx: Work, userId: string, code: string): Buffer =>
  ctx.keyring.keyedHash("recovery code", `${userId}|${normalize(code)}`);

/** Makes ten codes in place of those there were. They are shown once and kept as hashes. */
export async function issueRecoveryCodes(ctx: Context<"user">): Promise<string[]> {
  const { userId } = ctx.scope;
  const codes = Array.from({ length: codesCount }, newCode);
  const db = ctx.db.of(recoveryCodes);
  await db.deleteFrom("recovery_codes").where("user_id", "=", userId).execute();
  const rows = codes.map((code) => ({
    id: ctx.newId("rcv"),
    user_id: userId,
    code_hash: hashCode(ctx, userId, code),
    created_at: ctx.at,
  }));
  await db.insertInto("recovery_codes").values(rows).execute();
  return codes;
}
