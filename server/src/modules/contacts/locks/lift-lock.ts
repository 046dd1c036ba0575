import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { contactErrors } from "../errors.ts";
import { contactKey } from "../find-contact.ts";
import { lockOutput } from "../present-contact.ts";
import { consentWays, contactLocks } from "../tables.ts";
import { touchContact } from "../touch-contact.ts";

export const liftLock = endpoint({
  method: "POST",
  path: "/contact-locks/{contact_lock_id}/lift",
  summary: "Lift a lock, after telling them, and say what outweighs their wish or that it is theirs.",
  scope: "workspace",
  permission: "contacts.write",
  purpose: "contacts",
  input: z.strictObject({
    contact_lock_id: z.string(),
    told_how: z.enum(consentWays).describe("How they were told before."),
    grounds: z.string().trim().min(10).max(4000).describe("Why it is lifted; of an objection, what outweighs it."),
  }),
  output: lockOutput,
  refusals: [contactErrors.lock_lifted],
  audit: { action: "contact.lock_lifted", target: ({ id }) => id },
  async run(ctx, { contact_lock_id, told_how, grounds }) {
    const { workspaceId } = ctx.scope;
    const row = await ctx.db
      .of(contactLocks)
      .selectFrom("contact_locks")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", contact_lock_id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw requestErrors.not_found();
    await touchContact(ctx, row.contact_id);
    if (row.lifted_at) throw contactErrors.lock_lifted();
    const sealed = ctx.seal(contactLocks, await contactKey(ctx, row.contact_id), { ...row, grounds });
    const lifted = { lifted_at: ctx.at, told_how };
    await ctx.db
      .of(contactLocks)
      .updateTable("contact_locks")
      .set({ ...lifted, grounds: sealed.grounds })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", contact_lock_id)
      .execute();
    return { ...row, ...lifted, grounds };
  },
});
