/** What happens to a hit that is about to leave, from the mildest to the strictest. */
export type Level = "allow" | "redact" | "ask" | "block";

export type DataClass = {
  /** For people, as a noun that fits "contains …". */
  words: string;
  /** Where neither policy nor workspace says otherwise. */
  level: Level;
  /** The policy parameter that rules it; without one, the workspace's own rules do. */
  ruledBy?: `redaction.${string}`;
};

const contact = { level: "redact", ruledBy: "redaction.contact" } as const;
const payment = { level: "redact", ruledBy: "redaction.payment" } as const;
const government = { level: "redact", ruledBy: "redaction.government" } as const;
const network = { level: "redact", ruledBy: "redaction.network" } as const;
const location = { level: "redact", ruledBy: "redaction.location" } as const;
const special = { level: "block", ruledBy: "redaction.special" } as const;

/** Every class that anything can be found as: a closed list, so that a level can be set for each. */
export const classes = {
  email: { words: "an e-mail address", ...contact },
  phone: { words: "a phone number", ...contact },
  handle: { words: "a handle", ...contact },
  person: { words: "a person's name", level: "redact", ruledBy: "redaction.person" },
  organization: { words: "an organization's name", level: "allow", ruledBy: "redaction.organization" },
  location: { words: "a place", ...location },
  address: { words: "a postal address", ...location },
  birth: { words: "a date of birth", level: "redact", ruledBy: "redaction.birth" },
  card: { words: "a card number", ...payment },
  iban: { words: "an IBAN", ...payment },
  account: { words: "a bank account number", ...payment },
  crypto: { words: "a crypto address", ...payment },
  payment: { words: "payment details", ...payment },
  ssn: { words: "a US social security number", ...government },
  national: { words: "a national identity number", ...government },
  tax: { words: "a tax number", ...government },
  health_number: { words: "a health insurance or patient number", ...government },
  passport: { words: "a passport number", ...government },
  licence: { words: "a driving licence number", ...government },
  plate: { words: "a vehicle's plate or number", ...government },
  ip: { words: "an IP address", ...network },
  mac: { words: "a hardware address", ...network },
  credentials_url: { words: "an address with a password in it", ...network },
  url: { words: "a web address", level: "allow" },
  secret: { words: "a password, key or token", level: "block", ruledBy: "redaction.secret" },
  health: { words: "something about health", ...special },
  belief: { words: "something about belief", ...special },
  politics: { words: "something about political opinion", ...special },
  union: { words: "something about union membership", ...special },
  sexuality: { words: "something about sexual life", ...special },
  ethnicity: { words: "something about ethnic origin", ...special },
  minor: { words: "something about a child", level: "block", ruledBy: "redaction.minor" },
  picture: { words: "a picture, which nobody here can look into", level: "ask", ruledBy: "redaction.picture" },
  term: { words: "a term of this workspace", level: "redact" },
  topic: { words: "a topic that this workspace keeps in", level: "block" },
  claim: { words: "a claim that this workspace does not make", level: "ask" },
} as const satisfies Record<string, DataClass>;

export type ClassId = keyof typeof classes;
