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
    notified_at: Date | null;
    contacts_told: number | null;
  };
  affected: {
    members: number;
    contacts: number;
    records: number;
    categories: readonly string[];
    processors: readonly string[];
  };
  profile: { legal_name: string; seat: string; country: string; privacy_contact: string };
  authority: { name: string; url: string } | undefined;
};

const time = (at: Date) => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
const missing = "(to be filled in)";

/** The notification of a breach, in the order and by the letters of Article 33 (3) GDPR. */
export function writeForm(filling: Filling): string {
  const { incident, profile, authority } = filling;
  const lines = [
    "# Notification of a personal data breach (Article 33 GDPR)",
    authority ? `To ${authority.name}, ${authority.url}` : "To the competent authority",
    "## The controller",
    `${profile.legal_name || missing}, ${profile.seat || missing}, ${profile.country || missing}`,
    ...writeNature(filling),
    "## (b) Contact point where more information can be obtained",
    `The data protection officer or other contact point: ${profile.privacy_contact || missing}`,
    "## (c) Likely consequences of the breach",
    incident.consequences,
    "## (d) Measures taken or proposed to address the breach and to mitigate its possible adverse effects",
    incident.measures,
    writeTold(incident),
    "## Reasons for the delay (Article 33 (1))",
    incident.late_reason ?? "None: the notification is made within the time, or is not made yet.",
    "Where information is missing, it follows in phases without undue further delay (Article 33 (4)).",
  ];
  return `${lines.join("\n\n")}\n`;
}

function writeNature({ incident, affected }: Filling): string[] {
  const { nature, began_at, ended_at, aware_at } = incident;
  return [
    "## (a) Nature of the breach",
    nature,
    `Between ${time(began_at)} and ${time(ended_at)}; known since ${time(aware_at)}.`,
    `Categories and approximate number of data subjects concerned: ${affected.members} people with an account, ${affected.contacts} people outside.`,
    `Categories and approximate number of personal data records concerned: ${affected.records} records; ${affected.categories.join(", ")}.`,
    `Processors that may be concerned: ${affected.processors.join(", ") || "none"}.`,
  ];
}

/** Article 34: whether those concerned know. */
function writeTold({ notified_at, contacts_told }: Filling["incident"]): string {
  if (!notified_at) return "Those concerned have not been told yet (Article 34).";
  const outside = contacts_told === null ? "" : `, and ${contacts_told} people outside by mail`;
  return `Those concerned were told on ${time(notified_at)} (Article 34): members by mail and in the app${outside}.`;
}
