import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { forgetScreens } from "../telemetry/public.ts";
import { accountLockOutput } from "./present-account-lock.ts";
import { accountLocks, type LockablePurpose } from "./tables.ts";

type Known = {
  id: string;
  kind: "restriction" | "objection";
  purpose: LockablePurpose | null;
  locked_at: Date;
  lifted_at: null;
};

export const lockAccount = endpoint({
  method: "POST",
  path: "/me/locks",
  summary: "Lock your data, or object to one use of it. It is obeyed by the next operation.",
  description:
    "A restriction is of everything: what is kept stays, and nothing is done with it but legal claims and what keeps your account safe. No AI is asked in your name, no news go to you, and what you do is not counted; calls that run end within a second. An objection is the same for one use. Nothing gets dearer or worse for it.",
  scope: "user",
  permission: "subject",
  purpose: "account",
  status: 201,
  input: z.strictObject({
    what: z.enum(["marketing", "analytics", "ai", "everything"]).describe("A use that you object to, or everything."),
  }),
  output: accountLockOutput,
  audit: { action: "account.locked", target: ({ id }) => id },
  async run(ctx, { what }) {
    const purpose = what === "everything" ? null : what;
    const { userId } = ctx.scope;
    await ctx.db.query("select 1 from users where id = $1 for update", [userId]);
    const [known] = await ctx.db.query<Known>(
      `select id, kind, purpose, locked_at, lifted_at from account_locks
       where user_id = $1 and purpose is not distinct from $2 and lifted_at is null`,
      [userId, purpose],
    );
    if (known) return known;
    const kind = purpose === null ? "restriction" : "objection";
    const lock: Known = { id: ctx.newId("alk"), kind, purpose, locked_at: ctx.at, lifted_at: null };
    await ctx.db
      .of(accountLocks)
      .insertInto("account_locks")
      .values({ ...lock, user_id: userId })
      .execute();
    if (purpose === null || purpose === "analytics") await forgetScreens(ctx);
    return lock;
  },
});
