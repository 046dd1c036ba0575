import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { memberships, roleNames } from "../tables.ts";

export const giveEachARole = promise("account.role", {
  enforcedBy: ["modules/members/tables.ts#memberships", "modules/members/update-member.ts#updateMember"],
  tests: ["server/src/modules/members/update-member.test.ts"],
  everyMinutes: 60,
  async probe(look) {
    const [row] = await acrossTenants(look.database, "look whether members have roles", (db) =>
      db.query<{ all: number; roleless: number }>(
        "select count(*)::int as all, (count(*) filter (where role <> all($1)))::int as roleless from memberships",
        [roleNames],
      ),
    );
    return judge(
      { memberships: row!.all, roles: roleNames.length },
      [row!.roleless === 0, "A member has no role."],
      [!memberships.columns.role.info.nullable, "A membership may be without a role."],
    );
  },
});
