import type { Selectable } from "kysely";
import type { Work } from "../../framework/context.ts";
import type { RowTypes } from "../../framework/table.ts";
import { type MailTemplate, type RenderedMail, renderMail } from "./render-mail.ts";
import { mails } from "./tables.ts";

export type MailRow = Selectable<RowTypes<typeof mails>>;

/** Mails in clear, in the order given. Those whose recipient has been erased are left out: nothing opens them. */
export async function readMail(
  ctx: Work,
  rows: readonly MailRow[],
): Promise<(RenderedMail & { id: string; to: string; created_at: Date })[]> {
  const idsOf = (column: "user_id" | "organization_id") => rows.flatMap((row) => row[column] ?? []);
  const byUser = await ctx.keys.many("user", idsOf("user_id"), "comms_log");
  const byOrganization = await ctx.keys.many("organization", idsOf("organization_id"), "comms_log");
  return rows.flatMap((row) => {
    const key = row.user_id ? byUser.get(row.user_id) : byOrganization.get(row.organization_id!);
    if (!key) return [];
    const { id, address, template, locale, filling, created_at } = ctx.open(mails, key, row);
    return [{ id, to: address, created_at, ...renderMail(template as MailTemplate, locale, filling as never) }];
  });
}
