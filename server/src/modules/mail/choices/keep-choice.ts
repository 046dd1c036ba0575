import { noteConsent } from "../../consents/public.ts";
import type { Work } from "../../../framework/context.ts";
import type { ChoosableTopic } from "../templates/declare-template.ts";

type Said = { topic: ChoosableTopic; isWanted: boolean; by: "settings" | "link" | "my_consents" };

/** Notes what the user of the scope wants. The newest word holds, with its time; of news, every word is kept. */
export async function keepChoice(work: Work, { topic, isWanted, by }: Said): Promise<void> {
  const changed = await work.db.query(
    `insert into mail_choices (user_id, topic, answer, said_in, said_at) values ($1, $2, $3, $4, $5)
     on conflict (user_id, topic) do update set answer = excluded.answer, said_in = excluded.said_in, said_at = excluded.said_at
     where mail_choices.answer <> excluded.answer returning topic`,
    [work.db.scope.userId, topic, isWanted ? "yes" : "no", by, work.at],
  );
  if (topic === "marketing" && changed.length > 0)
    await noteConsent(work, { purpose: "marketing", isGiven: isWanted, in: by });
}
