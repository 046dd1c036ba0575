import { declareTemplate } from "../declare-template.ts";

type Filling = { organization_name: string; notice: string; privacy_contact: string };

/** Whoever has no account reads nothing behind a link: the words themselves are in the mail. They name nobody. */
export const tellOfIncident = declareTemplate<Filling>({
  topic: "security",
  isUrgent: true,
  example: {
    organization_name: "Analytical Engines",
    notice: "A laptop with a list of addresses was stolen on Monday. Its disk is encrypted.",
    privacy_contact: "privacy@example.org",
  },
  en: ({ organization_name, notice, privacy_contact }) => ({
    subject: `Something happened to data at ${organization_name}`,
    paragraphs: [
      `${organization_name} keeps data about you, and tells you that something happened to personal data, which may be yours.`,
      ...paragraphsOf(notice),
      ...(privacy_contact ? [`Whom to ask: ${privacy_contact}.`] : []),
    ],
  }),
  de: ({ organization_name, notice, privacy_contact }) => ({
    subject: `Bei ${organization_name} ist etwas mit Daten geschehen`,
    paragraphs: [
      `${organization_name} hat Daten über Sie und teilt Ihnen mit, dass etwas mit personenbezogenen Daten geschehen ist, vielleicht mit Ihren.`,
      ...paragraphsOf(notice),
      ...(privacy_contact ? [`Wen Sie fragen können: ${privacy_contact}.`] : []),
    ],
  }),
});

const paragraphsOf = (text: string) => text.split(/\n{2,}/);
