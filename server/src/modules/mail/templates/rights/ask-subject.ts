import { declareTemplate } from "../declare-template.ts";

export const askSubject = declareTemplate<{ organization_name: string; link: string }>({
  topic: "account",
  example: { organization_name: "Analytical Engines", link: "https://avow.example/requests#token=example" },
  en: ({ organization_name, link }) => ({
    subject: `Someone asks ${organization_name} about you`,
    paragraphs: [
      `Someone asked ${organization_name} something about your personal data and says that they may act for you.`,
      "If you agree, confirm it. If you don't know of it, do nothing: without your yes they get nothing.",
    ],
    action: { label: "See what is asked", link },
  }),
  de: ({ organization_name, link }) => ({
    subject: `Jemand fragt ${organization_name} nach Ihnen`,
    paragraphs: [
      `Jemand hat ${organization_name} etwas zu Ihren personenbezogenen Daten gefragt und sagt, für Sie handeln zu dürfen.`,
      "Wenn Sie einverstanden sind, bestätigen Sie es. Wenn Sie nichts davon wissen, tun Sie nichts: Ohne Ihr Ja bekommt niemand etwas.",
    ],
    action: { label: "Anfrage ansehen", link },
  }),
});
