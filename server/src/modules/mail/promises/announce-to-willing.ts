import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";

/** News to somebody who had not said yes by then: nobody ever asked them, or their no is older than the mail. */
const sql = `select count(*)::int as all, (count(*) filter (where not exists (
    select from mail_choices c where c.user_id = d.user_id and c.topic = 'marketing'
      and (c.answer = 'yes' or c.said_at >= d.created_at))))::int as unasked
  from deliveries d where d.kind = 'mail' and starts_with(d.operation_key, 'announcement:') and d.state = 'succeeded'`;

export const announceToWilling = promise("notify.marketing", {
  enforcedBy: [
    "modules/mail/choices/find-objection.ts#findObjection",
    "modules/mail/choices/unsubscribe-by-link.ts#unsubscribeByLink",
    "modules/mail/announcements/send-announcement.ts#sendAnnouncement",
  ],
  tests: ["server/src/modules/mail/choose-mails.test.ts"],
  everyMinutes: 60,
  async probe(look) {
    const [row] = await acrossTenants(look.database, "look whether news go to those who asked", (db) =>
      db.query<{ all: number; unasked: number }>(sql),
    );
    return judge({ news: row!.all, unasked: row!.unasked }, [
      row!.unasked === 0,
      "News went to people who had not asked for them.",
    ]);
  },
});
