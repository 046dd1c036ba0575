import type { Work } from "../../framework/context.ts";
import { currentText } from "./describe-texts.ts";
import { accountConsents, type AgreeablePurpose, type consentPlaces } from "./tables.ts";

type Said = { purpose: AgreeablePurpose; isGiven: boolean; in: (typeof consentPlaces)[number] };

/** Adds to what the user of the scope agreed to, with the text in use; commits with what it allows or ends. */
export async function noteConsent(work: Work, { purpose, isGiven, in: said_in }: Said): Promise<void> {
  const { version, hash } = currentText(purpose);
  await work.db
    .of(accountConsents)
    .insertInto("account_consents")
    .values({
      id: work.newId("acn"),
      user_id: work.db.scope.userId!,
      purpose,
      state: isGiven ? "given" : "withdrawn",
      text_version: version,
      text_hash: hash,
      said_in,
      said_at: work.at,
    })
    .execute();
}
