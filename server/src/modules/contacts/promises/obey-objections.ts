import { refuseContact } from "../../../egress/public.ts";
import { fails, judge, promise } from "../../../framework/promise.ts";
import { readContactStandings } from "../read-contact-standings.ts";
import { rehearseContact } from "./rehearse-contact.ts";

export const obeyObjections = promise("rights.object", {
  enforcedBy: [
    "modules/contacts/read-contact-standings.ts#readContactStandings",
    "modules/contacts/locks/lock-contact.ts#insertLock",
    "modules/contacts/locks/lift-lock.ts#liftLock",
  ],
  tests: ["server/src/modules/contacts/locks/lock-contact.test.ts"],
  everyMinutes: 30,
  async probe(look) {
    const found = await rehearseContact(look, async ({ db, workspaceId, contactId, say, lock }) => {
      for (const purpose of ["marketing", "messages"] as const) await say(purpose, "given", look.at);
      await lock("marketing");
      const of = (["marketing", "messages"] as const).map((purpose) => ({ workspaceId, contactId, purpose }));
      const standings = await readContactStandings(db, of);
      return Promise.all(standings.map((one) => fails(() => refuseContact(one, undefined))));
    });
    const [isObeyed, isTooMuch] = found;
    return judge(
      { objected_is_refused: isObeyed!, other_is_refused: isTooMuch! },
      [isObeyed === true, "A use that somebody objected to goes on."],
      [isTooMuch === false, "An objection to one use stops another."],
    );
  },
});
