import type { Sealed } from "../../framework/columns.ts";
import type { Work } from "../../framework/context.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { users } from "./tables.ts";

type Named = { id: string; name: Sealed<string>; email: Sealed<string>; locale: string };
const usersById = lookup<[readonly string[]], Named>(
  "users_by_id",
  "select id, name, email, locale from users where id = any($1)",
);

export type DescribedUser = { id: string; name: string; email: string; locale: string };

/** Names and addresses of users, for whoever may see them. Erased users are left out. */
export async function describeUsers(ctx: Work, ids: readonly string[]): Promise<Map<string, DescribedUser>> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return new Map();
  const [rows, keys] = await Promise.all([ctx.lookup(usersById, asked), ctx.keys.many("user", asked, "account")]);
  const opened = rows.flatMap((row) => {
    const key = keys.get(row.id);
    return key ? [ctx.open(users, key, row)] : [];
  });
  return new Map(opened.map((user) => [user.id, user]));
}
