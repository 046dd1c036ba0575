import { fails, judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { checkAge, readAgeMinimum } from "../../users/public.ts";

export const admitAdults = promise("age.gate", {
  enforcedBy: ["modules/users/check-age.ts#checkAge", "modules/members/require-age.ts#requireAge"],
  tests: ["server/src/modules/accounts/sign-up.test.ts", "server/src/modules/members/require-age.test.ts"],
  everyMinutes: 30,
  async probe(look) {
    const least = await readAgeMinimum(look);
    const born = (years: number, days: number) =>
      new Date(Date.UTC(look.at.getUTCFullYear() - years, look.at.getUTCMonth(), look.at.getUTCDate() + days))
        .toISOString()
        .slice(0, 10);
    const isRefused = await fails(() => checkAge(born(least, 2), least, look.at));
    const isAdmitted = !(await fails(() => checkAge(born(least, -2), least, look.at)));
    const [row] = await acrossTenants(look.database, "look whether ages were declared", (db) =>
      db.query<{ all: number; undeclared: number }>(
        "select count(*)::int as all, (count(*) filter (where age_declared_at is null or age_minimum < 16))::int as undeclared from users",
      ),
    );
    return judge(
      { accounts: row!.all, minimum: least },
      [isRefused, "Somebody who is too young may make an account."],
      [isAdmitted, "Somebody who is old enough may not make an account."],
      [row!.undeclared === 0, "There is an account whose age nobody declared."],
    );
  },
});
