import { secondMs, later } from "../../../framework/clock.ts";
import { judge, type Look, promise } from "../../../framework/promise.ts";
import { giveConsent } from "../consents/give-consent.ts";
import { withdrawConsent } from "../consents/withdraw-consent.ts";
import { readContactStandings } from "../read-contact-standings.ts";
import { rehearseContact } from "./rehearse-contact.ts";

/** What counts after each word of a contact. */
function agreeAndTakeBack(look: Look): Promise<(boolean | undefined)[]> {
  return rehearseContact(look, async ({ db, workspaceId, contactId, say }) => {
    const standing = async () => (await readContactStandings(db, [{ workspaceId, contactId }]))[0]?.hasAgreed;
    const found = [await standing()];
    await say("ai", "given", look.at);
    found.push(await standing());
    await say("ai", "withdrawn", later(look.at, secondMs));
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
