import type { App } from "../../../framework/app.ts";
import type { Policy, Processor } from "../../../egress/public.ts";
import { canonicalPromises, promiseSections, purposes, regimes, renderSentence } from "../../../privacy/public.ts";
import type { SnapshotChange } from "../compare-snapshots.ts";
import { factsOf, type OperatorProfile } from "../operator-profile.ts";

type Written = {
  organizationName: string;
  profile: OperatorProfile;
  version: number;
  publishedAt: Date;
  effectiveAt: Date;
  changes: readonly SnapshotChange[];
  policy: Policy;
  processors: readonly Processor[];
};

const headings: Record<(typeof promiseSections)[number], string> = {
  about: "Who answers for this",
  data: "What is kept",
  use: "What it is used for",
  ai: "AI",
  recipients: "Who receives it",
  transfers: "Other countries",
  cookies: "Cookies",
  keeping: "How long it stays",
  security: "How it is protected",
  rights: "Your rights",
  children: "Children",
  changes: "Changes to this policy",
};

const bases = {
  contract: "to do what was agreed with you (GDPR Art. 6 (1) b)",
  consent: "your consent (GDPR Art. 6 (1) a)",
  legal_obligation: "a legal duty (GDPR Art. 6 (1) c)",
  legitimate_interest: "a legitimate interest (GDPR Art. 6 (1) f)",
};

const day = (at: Date) => at.toISOString().slice(0, 10);

/** What a policy says of itself, on top. */
export const headOf = ({
  version,
  publishedAt,
  effectiveAt,
}: Pick<Written, "version" | "publishedAt" | "effectiveAt">): string =>
  `Version ${version}. Published ${day(publishedAt)}, in effect from ${day(effectiveAt)}, last changed ${day(publishedAt)}.`;

/** The policy in plain words, as Markdown: only what this deployment promises, with the values in force. */
export function writeDocument(app: App, written: Written): string {
  const head = [`# Privacy policy of ${written.organizationName}`, headOf(written)];
  const sections = promiseSections.map((section) => writeSection(app, section, written));
  return `${[...head, ...sections.filter(Boolean)].join("\n\n")}\n`;
}

function writeSection(app: App, section: (typeof promiseSections)[number], written: Written): string {
  const { policy, profile } = written;
  const fillings = {
    valueOf: (name: Parameters<Policy["resolve"]>[0]) => policy.resolve(name).value,
    facts: factsOf(profile),
  };
  const made = [...canonicalPromises].filter(
    ([, one]) => one.section === section && (!one.needs || app.provides.has(one.needs)),
  );
  if (made.length === 0) return "";
  const sentences = made.map(([name]) => `- ${renderSentence(name, fillings)} (${name})`);
  return [`## ${headings[section]}`, "", ...sentences, ...tableOf(section, written)].join("\n");
}

/** Each law with its clock, kept to what the policy promises everybody, and what somebody may ask for by it. */
function lawsTable(policy: Policy): string[] {
  const promised = { amount: policy.number("dsar.days"), unit: "days" };
  const rows = Object.values(regimes).map(({ says, due, capped, extension, rights }) => {
    const within = capped && due.unit === "days" && due.amount > promised.amount ? promised : due;
    const most = capped && due.unit === "months" ? `${words(due)}, at most ${words(promised)}` : words(within);
    const asked = Object.entries(rights).map(([right, article]) => `${right} (${article})`);
    return `| ${says} | ${most} | ${extension ? words(extension) : "no"} | ${asked.join(", ")} |`;
  });
  return ["| by | answered within | longer, once and with reasons | you may |", "|---|---|---|---|", ...rows];
}

const words = ({ amount, unit }: { amount: number; unit: string }) =>
  `${amount} ${amount === 1 ? unit.replace(/s$/, "") : unit}`;

/** The lists that belong to a section. */
function tableOf(section: (typeof promiseSections)[number], { processors, policy }: Written): string[] {
  if (section === "use") {
    const rows = [...purposes].map(([, { says, basis }]) => `| ${says} | ${bases[basis]} |`);
    return ["", "| purpose | rests on |", "|---|---|", ...rows];
  }
  if (section === "rights") return ["", ...lawsTable(policy)];
  if (section !== "recipients") return [];
  if (processors.length === 0) return ["", "Nobody outside receives personal data."];
  const rows = processors.map(
    ({ facts }) =>
      `| ${facts.name} | ${facts.purposes.join(", ")} | ${facts.country} | ${facts.data_categories.join(", ")} | ${facts.retention_days} days | ${facts.policy_url} |`,
  );
  return ["", "| recipient | purpose | country | data | keeps it | policy |", "|---|---|---|---|---|---|", ...rows];
}
