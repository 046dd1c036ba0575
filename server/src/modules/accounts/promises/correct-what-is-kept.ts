import { randomUUID } from "node:crypto";
import { judge, promise } from "../../../framework/promise.ts";
import { rehearse } from "../../../framework/database/rehearse.ts";
import { acrossTenants, proveScope } from "../../../framework/database/tenant.ts";
import { changeEmail } from "../email-change/change-email.ts";
import { setUsername } from "../set-username.ts";
import { updateMe } from "../update-me.ts";

export const correctWhatIsKept = promise("rights.correct", {
  enforcedBy: ["modules/accounts/update-me.ts#updateMe", "modules/accounts/set-username.ts#setUsername"],
  tests: ["server/src/modules/accounts/update-me.test.ts", "server/src/modules/accounts/set-username.test.ts"],
  everyMinutes: 60,
  async probe(look) {
    const offered = [updateMe, changeEmail, setUsername].filter((e) => look.app.endpoints.includes(e)).length;
    const [someone] = await acrossTenants(look.database, "choose an account for a rehearsal", (db) =>
      db.query<{ id: string }>("select id from users order by id desc limit 1"),
    );
    const zone = `Test/${randomUUID().slice(0, 8)}`;
    // Undone at once: that the row takes the new value, and the next reader sees that and not the old one.
    const seen = someone
      ? await rehearse(look.database, proveScope({ userId: someone.id }), async (db) => {
          await db.query("update users set time_zone = $2 where id = $1", [someone.id, zone]);
          const [row] = await db.query<{ time_zone: string }>("select time_zone from users where id = $1", [
            someone.id,
          ]);
          return row?.time_zone;
        })
      : zone;
    return judge(
      { ways: offered, rehearsed: someone !== undefined },
      [offered === 3, "Name, address or user name cannot be corrected by their owner."],
      [seen === zone, "A corrected value is not what the next reader sees."],
    );
  },
});
