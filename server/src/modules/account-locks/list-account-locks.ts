import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { accountLockOutput, presentAccountLock } from "./present-account-lock.ts";
import { accountLocks } from "./tables.ts";

/** What is shown of the past; what holds is all there. */
const shownMax = 100;

export const listAccountLocks = endpoint({
  method: "GET",
  path: "/me/locks",
  summary: "What you locked of your data, and when; newest first.",
  scope: "user",
  permission: "subject",
  purpose: "account",
  input: z.strictObject({}),
  output: z.object({ locks: z.array(accountLockOutput) }),
  async run(ctx) {
    const rows = await ctx.db
      .of(accountLocks)
      .selectFrom("account_locks")
      .selectAll()
      .where("user_id", "=", ctx.scope.userId)
      .orderBy("id", "desc")
      .limit(shownMax)
      .execute();
    return { locks: rows.map(presentAccountLock) };
  },
});
