import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { users } from "../../users/public.ts";
import { updateMe } from "../update-me.ts";

function isUsable(locale: string, timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat(locale, { timeZone }).format(new Date(0)) !== "";
  } catch {
    return false; // a name that no calendar knows is what is looked for
  }
}

export const keepPreferences = promise("account.prefs", {
  enforcedBy: ["modules/accounts/update-me.ts#updateMe"],
  tests: ["server/src/modules/accounts/update-me.test.ts"],
  everyMinutes: 60,
  async probe(look) {
    const rows = await acrossTenants(look.database, "look whether preferences can be used", (db) =>
      db.query<{ time_zone: string; locale: string }>("select distinct time_zone, locale from users limit 1000"),
    );
    const unusable = rows.filter(({ time_zone, locale }) => !isUsable(locale, time_zone));
    const { locale, time_zone } = users.columns;
    const isExported = [locale, time_zone].every(({ info }) => info.personal?.export);
    const isSettable = ["locale", "time_zone", "theme"].every((name) => name in updateMe.input.shape);
    return judge(
      { kinds: rows.length, unusable: unusable.length },
      [unusable.length === 0, "Somebody's language or time zone cannot be used."],
      [isSettable, "A preference cannot be set."],
      [isExported, "Preferences are not in the export."],
    );
  },
});
