import type { Work } from "../../../framework/context.ts";
import type { ChoosableTopic } from "../templates/declare-template.ts";

type Said = { topic: ChoosableTopic; isWanted: boolean; by: "settings" | "link" };

/** Notes what the user of the scope wants. The newest word holds, with its time. */
export async function keepChoice(work: Work, { topic, isWanted, by }: Said): Promise<void> {
  await work.db.query(
    `insert into mail_choices (user_id, topic, answer, said_in, said_at) values ($1, $2, $3, $4, $5)
     on conflict (user_id, topic) do update set answer = excluded.answer, said_in = excluded.said_in, said_at = excluded.said_at
     where mail_choices.answer <> excluded.answer`,
    [work.db.scope.userId, topic, isWanted ? "yes" : "no", by, work.at],
  );
}
