import { secondMs, later } from "../../../framework/clock.ts";
import { judge, type Look, promise } from "../../../framework/promise.ts";
import { rehearse } from "../../../framework/rehearse.ts";
import { proveScope } from "../../../framework/tenant.ts";
import { giveConsent } from "../consents/give-consent.ts";
import { withdrawConsent } from "../consents/withdraw-consent.ts";
import { readContactStandings } from "../read-contact-standings.ts";

/** In a workspace that never was, and is not there afterwards: what counts after each word of a contact. */
async function agreeAndTakeBack(look: Look): Promise<(boolean | undefined)[]> {
  const [organizationId, workspaceId] = [look.newId("org"), look.newId("wsp")];
  const contactId = look.newId("con");
  return rehearse(look.database, proveScope({ organizationId, workspaceId }), async (db) => {
    const place = [organizationId, workspaceId];
    await db.query(
      "insert into organizations (organization_id, name, ai_enabled, created_at, version) values ($1, '\\x00', false, $2, 1)",
      [organizationId, look.at],
    );
    await db.query(
      "insert into workspaces (organization_id, id, name, ai_enabled, created_at, version) values ($1, $2, '\\x00', false, $3, 1)",
      [...place, look.at],
    );
    await db.query(
      `insert into contacts (organization_id, workspace_id, id, age_state, created_at, updated_at, version)
       values ($1, $2, $3, 'unknown', $4, $4, 1)`,
      [...place, contactId, look.at],
    );
    const standing = async () => (await readContactStandings(db, [{ workspaceId, contactId }]))[0]?.hasAgreed;
    const say = (state: string, at: Date) =>
      db.query(
        `insert into contact_consents (organization_id, workspace_id, id, contact_id, purpose, state, how, recorded_at)
         values ($1, $2, $3, $4, 'ai', $5, 'other', $6)`,
        [...place, look.newId("cns"), contactId, state, at],
      );
    const found = [await standing()];
    await say("given", look.at);
    found.push(await standing());
    await say("withdrawn", later(look.at, secondMs));
    return [...found, await standing()];
  });
}

export const obeyConsents = promise("rights.consent", {
  enforcedBy: [
    "modules/contacts/read-contact-standings.ts#readContactStandings",
    "modules/contacts/consents/withdraw-consent.ts#withdrawConsent",
  ],
  tests: ["server/src/egress/check-contact.test.ts", "server/src/modules/contacts/contacts.test.ts"],
  everyMinutes: 30,
  async probe(look) {
    const [before, given, taken] = await agreeAndTakeBack(look);
    const isAsEasy = Object.keys(giveConsent.input.shape).join() === Object.keys(withdrawConsent.input.shape).join();
    return judge(
      { before: String(before), given: String(given), withdrawn: String(taken) },
      [before === false, "Somebody counts as having agreed who was never asked."],
      [given === true, "An agreement does not count."],
      [taken === false, "An agreement that was taken back still counts."],
      [isAsEasy, "Taking an agreement back asks for more than giving it."],
    );
  },
});
