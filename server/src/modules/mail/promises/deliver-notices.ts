import { dayMs, later } from "../../../framework/clock.ts";
import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";

const sql = `select count(*)::int as all, (count(*) filter (where ended_at is null and created_at < $1
  and next_at < created_at + interval '7 days'))::int as stuck from deliveries where kind = 'mail'`;

export const deliverNotices = promise("notify.account", {
  enforcedBy: [
    "modules/mail/send-mail.ts#sendMail",
    "modules/mail/declare-mail-kind.ts#declareMailKind",
    "modules/mail/choices/find-objection.ts#findObjection",
  ],
  tests: [
    "server/src/modules/mail/deliver-mail.test.ts",
    "server/src/modules/mail/render-mail.test.ts",
    "server/src/modules/mail/choose-mails.test.ts",
  ],
  everyMinutes: 30,
  async probe(look) {
    const [row] = await acrossTenants(look.database, "look whether mails go out", (db) =>
      db.query<{ all: number; stuck: number }>(sql, [later(look.at, -dayMs)]),
    );
    return judge({ mails: row!.all, stuck: row!.stuck, by: look.deployment.smtpUrl ? "smtp" : "mailbox" }, [
      row!.stuck === 0,
      "Mails about accounts have been waiting for more than a day.",
    ]);
  },
});
