import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { enqueue, job } from "../../framework/jobs/jobs.ts";
import { acrossTenants, inScope, lookup, proveScope } from "../../framework/database/tenant.ts";
import { findUserByIndex, indexEmail } from "../users/public.ts";
import { sendLink } from "./send-link.job.ts";
import { tellAddressTaken } from "./tell-address-taken.job.ts";

const newestUnconfirmed = lookup<[Buffer], { id: string }>(
  "unconfirmed_user_by_email",
  "select id from users where email_index = $1 and email_verified_at is null order by id desc limit 1",
);

/**
 * Sends whoever has an address the link that was asked for, if anyone has it. A request only writes this job, the
 * same for every address; the address itself is known here by its keyed hash.
 */
export const answerAddress = job({
  name: "accounts.answer_address",
  data: z.object({ kind: z.enum(["verify_email", "reset_password"]), email_index: z.string() }),
  purpose: "account",
  perTenantMax: 8,
  async run(ctx, { kind, email_index }) {
    const index = Buffer.from(email_index, "base64url");
    const confirmed = await findUserByIndex(ctx, index);
    if (confirmed) {
      await inScope(ctx.database, proveScope({ userId: confirmed }), (db) =>
        kind === "reset_password" ? enqueue(db, sendLink, { kind }, ctx.at) : enqueue(db, tellAddressTaken, {}, ctx.at),
      );
      return;
    }
    const [waiting] = kind === "verify_email" ? await ctx.lookup(newestUnconfirmed, index) : [];
    if (waiting)
      await inScope(ctx.database, proveScope({ userId: waiting.id }), (db) => enqueue(db, sendLink, { kind }, ctx.at));
  },
});

/** Has an address answered by mail. */
export async function askForLink(ctx: Work, kind: "verify_email" | "reset_password", email: string): Promise<void> {
  const data = { kind, email_index: indexEmail(ctx.keyring, email).toString("base64url") };
  await acrossTenants(ctx.database, "answer an address by mail", (db) => enqueue(db, answerAddress, data, ctx.at));
}
