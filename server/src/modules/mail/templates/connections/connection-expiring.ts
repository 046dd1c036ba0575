import { declareTemplate, inWords } from "../declare-template.ts";

/** `ends` is a day. */
export const connectionExpiring = declareTemplate<{ service: string; ends: string; link: string }>({
  topic: "service",
  example: { service: "GitHub", ends: "2026-03-01", link: "https://avow.example/connections/accounts" },
  en: ({ service, ends, link }) => ({
    subject: `${service} has to be connected again soon`,
    paragraphs: [
      `The access that ${service} gave Avow for an account of yours ends on ${inWords(ends, "en")}, and cannot be renewed without you.`,
      "Connect it again before, and your agents go on without a break.",
    ],
    action: { label: "Look at the accounts", link },
  }),
  de: ({ service, ends, link }) => ({
    subject: `${service} muss bald neu verbunden werden`,
    paragraphs: [
      `Der Zugang, den ${service} Avow für eines Ihrer Konten gegeben hat, endet am ${inWords(ends, "de")} und lässt sich ohne Sie nicht erneuern.`,
      "Verbinden Sie das Konto vorher neu, dann arbeiten Ihre Agenten ohne Unterbrechung weiter.",
    ],
    action: { label: "Konten ansehen", link },
  }),
});
