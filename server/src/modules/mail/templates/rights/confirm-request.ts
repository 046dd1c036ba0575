import { declareTemplate } from "../declare-template.ts";

export const confirmRequest = declareTemplate<{ organization_name: string; link: string }>({
  topic: "account",
  example: { organization_name: "Analytical Engines", link: "https://avow.example/requests#token=example" },
  en: ({ organization_name, link }) => ({
    subject: `Confirm what you asked of ${organization_name}`,
    paragraphs: [
      `Someone, we hope you, asked ${organization_name} something about personal data and gave this address. Confirm that the address is yours, and it goes to those who answer it.`,
      "The same link shows the answer later: keep it. If it wasn't you, do nothing: after a week nothing of it is left.",
    ],
    action: { label: "Confirm and follow my request", link },
  }),
  de: ({ organization_name, link }) => ({
    subject: `Bestätigen Sie Ihre Anfrage an ${organization_name}`,
    paragraphs: [
      `Jemand, hoffentlich Sie, hat ${organization_name} etwas zu personenbezogenen Daten gefragt und diese Adresse angegeben. Bestätigen Sie, dass sie Ihnen gehört, dann geht die Anfrage an die, die sie beantworten.`,
      "Derselbe Link zeigt später die Antwort: Bewahren Sie ihn auf. Wenn Sie das nicht waren, tun Sie nichts: Nach einer Woche ist nichts mehr davon da.",
    ],
    action: { label: "Anfrage bestätigen und verfolgen", link },
  }),
});
