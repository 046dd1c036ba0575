import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { accountLockErrors } from "./errors.ts";
import { accountLockOutput, presentAccountLock } from "./present-account-lock.ts";
import { accountLocks } from "./tables.ts";

export const liftAccountLock = endpoint({
  method: "POST",
  path: "/me/locks/{account_lock_id}/lift",
  summary: "Lift a lock of yours again.",
  scope: "user",
  permission: "subject",
  purpose: "account",
  input: z.strictObject({ account_lock_id: z.string() }),
  output: accountLockOutput,
  refusals: [accountLockErrors.lifted],
  audit: { action: "account.lock_lifted", target: ({ id }) => id },
  async run(ctx, { account_lock_id }) {
    const { userId } = ctx.scope;
    const row = await ctx.db
      .of(accountLocks)
      .selectFrom("account_locks")
      .selectAll()
      .where("user_id", "=", userId)
      .where("id", "=", account_lock_id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw requestErrors.not_found();
    if (row.lifted_at) throw accountLockErrors.lifted();
    await ctx.db
      .of(accountLocks)
      .updateTable("account_locks")
      .set({ lifted_at: ctx.at })
      .where("user_id", "=", userId)
      .where("id", "=", account_lock_id)
      .execute();
    return presentAccountLock({ ...row, lifted_at: ctx.at });
  },
});
