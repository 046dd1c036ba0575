type Filling = {
  incident: {
    nature: string;
    consequences: string;
    measures: string;
    began_at: Date;
    ended_at: Date;
    aware_at: Date;
    reported_at: Date | null;
    late_reason: string | null;
  };
  affected: { members: number; contacts: number; categories: readonly string[]; processors: readonly string[] };
  profile: { legal_name: string; seat: string; country: string; privacy_contact: string };
  authority: { name: string; url: string } | undefined;
};

const time = (at: Date) => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** The notification of a breach as Article 33 (3) GDPR lists what belongs in it. */
export function writeForm({ incident, affected, profile, authority }: Filling): string {
  const { nature, consequences, measures, began_at, ended_at, aware_at, late_reason } = incident;
  const lines = [
    "# Notification of a personal data breach",
    authority ? `To ${authority.name}, ${authority.url}` : "To the competent authority",
    "## Who notifies",
    `${profile.legal_name || "(to be filled in)"}, ${profile.seat || "(to be filled in)"}, ${profile.country || "(to be filled in)"}`,
    `Contact: ${profile.privacy_contact || "(to be filled in)"}`,
    "## What happened",
    nature,
    `Between ${time(began_at)} and ${time(ended_at)}; known since ${time(aware_at)}.`,
    "## Whom and what it concerns",
    `About ${affected.members} people with an account and ${affected.contacts} people outside.`,
    `Kinds of data: ${affected.categories.join(", ")}.`,
    `Processors that may be concerned: ${affected.processors.join(", ") || "none"}.`,
    "## Likely consequences",
    consequences,
    "## Measures taken and proposed",
    measures,
    ...(late_reason === null ? [] : ["## Why this comes late", late_reason]),
  ];
  return `${lines.join("\n\n")}\n`;
}
