import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { choosableTopics, mailTopics } from "../templates/declare-template.ts";

export const choicesOutput = z.object({
  topics: z.array(
    z.object({
      topic: z.enum(mailTopics),
      wanted: z.boolean(),
      fixed: z.boolean().describe("Whoever has an account gets these."),
    }),
  ),
});

/** What the user of the scope gets, topic by topic. */
export async function describeChoices(work: Work): Promise<z.input<typeof choicesOutput>> {
  const said = await work.db.query<{ topic: string; answer: string }>(
    "select topic, answer from mail_choices where user_id = $1",
    [work.db.scope.userId],
  );
  const answers = new Map(said.map(({ topic, answer }) => [topic, answer === "yes"]));
  const topics = mailTopics.map((topic) => {
    const fixed = !choosableTopics.some((one) => one === topic);
    return { topic, fixed, wanted: fixed || (answers.get(topic) ?? topic !== "marketing") };
  });
  return { topics };
}
