import { refuseContact, refuseWhereLocked } from "../../../egress/public.ts";
import { fails, judge, type Look, promise } from "../../../framework/promise.ts";
import { rehearse } from "../../../framework/database/rehearse.ts";
import { proveScope } from "../../../framework/database/tenant.ts";
import { readStandings } from "../../agents/public.ts";
import { rehearseContact, readContactStandings } from "../../contacts/public.ts";
import { lockAccount } from "../lock-account.ts";

/** Whether AI is refused to somebody who may use it: before their lock, and with it. They never were, and are gone after. */
async function lockSomebody(look: Look): Promise<boolean[]> {
  const [organizationId, workspaceId, userId] = [look.newId("org"), look.newId("wsp"), look.newId("usr")];
  return rehearse(look.database, proveScope({ organizationId, workspaceId, userId }), async (db) => {
    const rows: [string, unknown[]][] = [
      [
        "insert into organizations (organization_id, name, ai_enabled, created_at, version) values ($1, '\\x00', true, $2, 1)",
        [organizationId, look.at],
      ],
      [
        "insert into workspaces (organization_id, id, name, ai_enabled, created_at, version) values ($1, $2, '\\x00', true, $3, 1)",
        [organizationId, workspaceId, look.at],
      ],
      [
        `insert into users (id, email, email_index, name, locale, time_zone, theme, is_operator, age_declared_at, age_minimum, created_at, version)
         values ($1, '\\x00', '\\x00', '\\x00', 'en', 'UTC', 'auto', false, $2, 16, $2, 1)`,
        [userId, look.at],
      ],
    ];
    for (const [sql, values] of rows) await db.query(sql, values);
    const isRefused = async () => {
      const [standing] = await readStandings(db, [{ organizationId, workspaceId, userId }]);
      return fails(() => refuseWhereLocked(standing));
    };
    const before = await isRefused();
    await db.query("insert into account_locks (id, user_id, kind, locked_at) values ($1, $2, 'restriction', $3)", [
      look.newId("alk"),
      userId,
      look.at,
    ]);
    return [before, await isRefused()];
  });
}

/** Whether anything may still be done for a contact who agreed to it all, and then had everything locked. */
const lockContact = (look: Look) =>
  rehearseContact(look, async ({ db, workspaceId, contactId, say, lock }) => {
    const purposes = ["ai", "messages", "marketing"] as const;
    for (const purpose of purposes) await say(purpose, "given", look.at);
    await lock(null);
    const of = purposes.map((purpose) => ({ workspaceId, contactId, purpose }));
    const standings = await readContactStandings(db, of);
    return (await Promise.all(standings.map((one) => fails(() => refuseContact(one, undefined))))).every(Boolean);
  });

export const lockData = promise("rights.restrict", {
  enforcedBy: [
    "modules/account-locks/lock-account.ts#lockAccount",
    "modules/agents/open-standings.ts#readStandings",
    "egress/check-ai.ts#refuseWhereLocked",
    "modules/contacts/read-contact-standings.ts#readContactStandings",
  ],
  tests: [
    "server/src/modules/account-locks/account-locks.test.ts",
    "server/src/modules/contacts/locks/lock-contact.test.ts",
  ],
  everyMinutes: 30,
  async probe(look) {
    const offered = look.app.endpoints.find(({ method, path }) => method === "POST" && path === lockAccount.path);
    const [before, locked] = await lockSomebody(look);
    const isContactLocked = await lockContact(look);
    return judge(
      { is_self_service: offered?.permission === "subject", account: locked === true, contact: isContactLocked },
      [offered?.permission === "subject", "Nobody can lock their own data."],
      [before === false, "Somebody counts as locked who locked nothing."],
      [locked === true, "AI is asked in the name of somebody whose data is locked."],
      [isContactLocked, "Something is done with a contact whose data is locked."],
    );
  },
});
