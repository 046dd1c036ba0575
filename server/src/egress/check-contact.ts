import type { Work } from "../framework/context.ts";
import { egressErrors } from "./errors.ts";
import { policiesPort } from "./policy/open-policies.ts";
import type { Policy } from "./policy/resolve-policy.ts";
import type { ConsentPurpose, ContactStanding, ReadContacts } from "./ports.ts";
import type { About } from "./request.ts";

/** From this age on somebody is an adult, and a declared or verified adult is known to be as old. */
const adultYears = 18;

/**
 * Consent and age, the third question of the gate, as things are now. Whoever has an account talks for themselves, and
 * has declared an age; contacts bring consent of their own.
 * @throws Refusal `egress.locked`, `egress.consent_missing`, `egress.age_refused`
 */
export async function checkContact(
  work: Work,
  { contactId, asksAge }: About,
  readContacts: ReadContacts,
): Promise<void> {
  const { organizationId, workspaceId = "" } = work.scope;
  const least = asksAge && leastAge(await work.port(policiesPort).read({ organizationId, workspaceId }));
  if (contactId === undefined) return checkPerson(work, least);
  const [standing] = await readContacts(work.db, [{ workspaceId, contactId }]);
  refuseContact(standing, least);
}

/** What is not for everybody asks for as many years as a companion does, and never for fewer than an account. */
const leastAge = (policy: Policy): number => Math.max(policy.number("age.min"), policy.number("age.companions"));

/** Of whoever has an account, only what they declared is known; a program that asks for nobody is nobody's age. */
async function checkPerson(work: Work, least: number | undefined): Promise<void> {
  const { userId } = work.scope;
  if (least === undefined || userId === undefined) return;
  const [person] = await work.db.query<{ age_minimum: number }>("select age_minimum from users where id = $1", [
    userId,
  ]);
  if (!person || person.age_minimum < least) throw egressErrors.own_age_refused({ years: least });
}

/**
 * Whether a contact wants to be written to, as things are now.
 * @throws Refusal `egress.locked`, `egress.consent_missing`
 */
export async function checkConsentTo(
  work: Work,
  { contactId, purpose }: { contactId: string; purpose: ConsentPurpose },
  readContacts: ReadContacts,
): Promise<void> {
  const { workspaceId = "" } = work.scope;
  const [standing] = await readContacts(work.db, [{ workspaceId, contactId, purpose }]);
  if (standing?.isLocked) throw egressErrors.locked({ purpose });
  if (!standing?.hasAgreed) throw egressErrors.consent_missing({ purpose });
}

/** A contact that is gone has agreed to nothing. `least` is how old they have to be, where that matters. A policy that asks for more years than an adult has takes proof. */
export function refuseContact(standing: ContactStanding | undefined, least: number | undefined): void {
  if (standing?.isLocked) throw egressErrors.locked({ purpose: "ai" });
  if (!standing?.hasAgreed) throw egressErrors.consent_missing({ purpose: "ai" });
  const { age } = standing;
  if (age === "minor") throw egressErrors.age_refused({ age_state: age });
  if (least === undefined) return;
  const isKnown = age === "verified_adult" || (age === "declared_adult" && least <= adultYears);
  if (!isKnown) throw egressErrors.age_refused({ age_state: age, years: least });
}
