import type { Policy, Processor } from "../../egress/public.ts";
import { isResident } from "../../egress/public.ts";
import { purposes } from "../../privacy/public.ts";
import { nameCategory } from "./name-category.ts";
import { describeKeep } from "./describe-keep.ts";
import { subjects, type Use } from "./list-uses.ts";

/** What a recipient does for us is part of these uses. */
const receivesFor: Readonly<Record<string, readonly string[]>> = {
  ai: ["converse", "agents", "guardrails"],
  mail: ["account", "announcements", "deliveries", "rights", "security"],
  storage: ["files"],
  payments: ["billing"],
  publishing: ["deliveries"],
  messaging: ["deliveries", "contacts"],
  sign_in: ["account", "security"],
};

const servesPurpose = ({ facts }: Processor, purpose: string): boolean =>
  facts.purposes.some((why) => why === "other" || (receivesFor[why] ?? []).includes(purpose));

const unique = (words: readonly string[]): string[] => [...new Set(words)].toSorted();

/** GDPR Art. 30 (1) b to g, one entry for each purpose. */
export function describeProcessing(uses: readonly Use[], { policy, processors }: Known) {
  return [...purposes].map(([purpose, { says, basis, assessment }]) => {
    const own = uses.filter(({ facts }) => facts.purposes.includes(purpose));
    const recipients = processors.filter((one) => servesPurpose(one, purpose));
    const abroad = recipients.filter(({ facts }) => !isResident(facts.country, policy.set("residency")));
    return {
      purpose,
      says,
      basis,
      assessment: assessment ?? null,
      subjects: unique(own.map(({ subject }) => subjects[subject])),
      categories: unique(own.map(({ facts }) => nameCategory(facts.category).says)),
      recipients: recipients.map(({ facts }) => facts.name),
      transfers: abroad.map(({ facts }) => ({ to: facts.name, country: facts.country, safeguard: safeguardOf(facts) })),
      kept: unique(own.map(({ table }) => describeKeep(table, policy))),
      measures: [...measures],
    };
  });
}

export type Known = { policy: Policy; processors: readonly Processor[] };

export const safeguards = {
  adequacy: "Adequacy decision (GDPR Art. 45)",
  dpf: "EU-US Data Privacy Framework (GDPR Art. 45)",
  scc: "Standard contractual clauses (GDPR Art. 46 (2) c)",
  bcr: "Binding corporate rules (GDPR Art. 47)",
} as const;

export const safeguardOf = ({ transfer }: Processor["facts"]): string =>
  transfer ? `${safeguards[transfer.mechanism]}, until ${transfer.review_by}` : "none: nothing goes there";

/** GDPR Art. 30 (1) g, in general terms. */
const measures = [
  "Sealed with AES-256-GCM under keys that lie apart from the database",
  "Each organization kept apart by row-level security",
  "Roles decided for every request, and recorded in a signed log",
];
