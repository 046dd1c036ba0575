import * as z from "zod";
import { timeOutput } from "../../framework/endpoint.ts";
import type { Work } from "../../framework/context.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { currentText, describeTexts } from "./describe-texts.ts";
import { accountConsents, type AgreeablePurpose, agreeablePurposes, consentPlaces } from "./tables.ts";

/** More than anybody ever says; the newest of each purpose is always among them. */
const shownMax = 500;

const saidOutput = z.object({
  id: z.string(),
  state: z.enum(["given", "withdrawn"]),
  said_in: z.enum(consentPlaces),
  said_at: timeOutput,
  text: z.string().nullable().describe("What it was said to; nothing where texts had no versions yet."),
  text_version: z.int().nullable(),
  text_hash: z.string().nullable().describe("SHA-256 of `text`, in hex."),
});

export const consentsOutput = z.object({
  consents: z.array(
    z.object({
      purpose: z.enum(agreeablePurposes),
      is_given: z.boolean(),
      text: z.string().describe("What you agree to now."),
      text_version: z.int(),
      text_hash: z.string(),
      said: z.array(saidOutput).describe("Everything you said, newest first."),
    }),
  ),
  policies: z
    .array(
      z.object({
        organization_id: z.string(),
        version: z.int(),
        hash: z.string(),
        answer: z.enum(["accepted", "declined"]),
        said_at: timeOutput,
      }),
    )
    .describe("What you said to privacy policies of your organizations."),
});

type Answered = {
  organization_id: string;
  version: number;
  hash: string;
  answer: "accepted" | "declined";
  said_at: Date;
};
const ownAnswers = lookup<[string, number], Answered>(
  "own_policy_answers",
  "select organization_id, version, hash, answer, said_at from policy_acceptances where user_id = $1 order by said_at desc limit $2",
);

/** What is obeyed now, wherever it was said. */
const obeyedSql = `select shares_screens as screens, exists (select 1 from mail_choices m
    where m.user_id = u.id and m.topic = 'marketing' and m.answer = 'yes') as marketing,
  coalesce((select c.state = 'given' from account_consents c where c.user_id = u.id and c.purpose = 'memory'
    order by c.said_at desc, c.id desc limit 1), false) as memory from users u where id = $1`;

/** What the user of the scope agreed to, each with the words it was said to. */
export async function describeConsents(work: Work<"user">): Promise<z.input<typeof consentsOutput>> {
  const { userId } = work.scope;
  const [[obeyed], rows, policies] = await Promise.all([
    work.db.query<Record<AgreeablePurpose, boolean>>(obeyedSql, [userId]),
    work.db
      .of(accountConsents)
      .selectFrom("account_consents")
      .selectAll()
      .where("user_id", "=", userId)
      .orderBy("said_at", "desc")
      .orderBy("id", "desc")
      .limit(shownMax)
      .execute(),
    work.lookup(ownAnswers, userId, shownMax),
  ]);
  const consents = agreeablePurposes.map((purpose) => {
    const { version, text, hash } = currentText(purpose);
    const said = rows.filter((row) => row.purpose === purpose);
    const textOf = (wanted: number | null) =>
      describeTexts(purpose).find((one) => one.version === wanted)?.text ?? null;
    return {
      purpose,
      is_given: obeyed?.[purpose] === true,
      text,
      text_version: version,
      text_hash: hash,
      said: said.map(({ id, state, said_in, said_at, text_version, text_hash }) => {
        return { id, state, said_in, said_at, text: textOf(text_version), text_version, text_hash };
      }),
    };
  });
  return { consents, policies };
}
