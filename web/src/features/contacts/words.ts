import type { Consent, Contact, Identity } from "./queries.ts";

const ages: Record<Contact["age_state"], string> = {
  unknown: "Not known",
  declared_adult: "Says they are an adult",
  verified_adult: "Verified adult",
  minor: "Minor",
};

const kinds: Record<Identity["kind"], string> = {
  email: "E-mail",
  phone: "Phone",
  whatsapp: "WhatsApp",
  telegram: "Telegram",
  web_visitor: "Web visitor",
  social: "Social handle",
};

const purposes: Record<Consent["purpose"], string> = {
  ai: "AI: what is known of them may be sent to a model",
  messages: "Messages: they may be written to",
  marketing: "Marketing",
  memory: "Memory: agents may remember them",
};

const ways: Record<Consent["how"], string> = {
  form: "A form",
  message: "A message",
  spoken: "Said it",
  paper: "On paper",
  import: "An import",
  other: "Another way",
};

/** What a Select offers, out of the words for each value. */
function choicesOf<T extends string>(words: Record<T, string>): { value: T; label: string }[] {
  return (Object.keys(words) as T[]).map((value) => ({ value, label: words[value] }));
}

export const ageChoices = choicesOf(ages);
export const kindChoices = choicesOf(kinds);
export const purposeChoices = choicesOf(purposes);
export const wayChoices = choicesOf(ways);

export const labelOfAge = (age: Contact["age_state"]) => ages[age];
export const labelOfKind = (kind: Identity["kind"]) => kinds[kind];
export const labelOfPurpose = (purpose: Consent["purpose"]) => purposes[purpose].split(":")[0] ?? purpose;
export const labelOfWay = (how: Consent["how"]) => ways[how];

type Reached = Pick<Identity, "kind" | "network" | "value">;

/** "line@example.com", "@line on mastodon.social". */
export const describeIdentity = ({ network, value }: Reached): string =>
  network === null ? value : `@${value} on ${network}`;

/** What to call somebody: their name, or the first of what they are reached by. */
export function callContact({ name, identities }: { name: string | null; identities: readonly Reached[] }): string {
  const [first] = identities;
  return name ?? (first ? describeIdentity(first) : "Nobody named");
}

/** What holds now: the newest word of each purpose. Consents come newest first. */
export function standingConsents(consents: readonly Consent[]): Consent[] {
  return purposeChoices.flatMap(({ value }) => consents.find(({ purpose }) => purpose === value) ?? []);
}
