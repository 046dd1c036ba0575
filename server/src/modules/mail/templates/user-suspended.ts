import { declareTemplate } from "./declare-template.ts";

export const userSuspended = declareTemplate<{ reason: string; link: string }>({
  topic: "account",
  example: { reason: "An invoice is open.", link: "https://avow.example/trust/data" },
  en: ({ reason, link }) => ({
    subject: "Your account was suspended",
    paragraphs: [
      `Whoever runs this deployment suspended your account. Their reason: ${reason}`,
      "You can still sign in, see your data, take it with you and erase it. Everything else waits until the suspension ends.",
    ],
    action: { label: "See my data", link },
  }),
  de: ({ reason, link }) => ({
    subject: "Ihr Konto wurde gesperrt",
    paragraphs: [
      `Wer diese Installation betreibt, hat Ihr Konto gesperrt. Der Grund: ${reason}`,
      "Sie können sich weiter anmelden, Ihre Daten ansehen, mitnehmen und löschen. Alles andere ruht, bis die Sperre endet.",
    ],
    action: { label: "Meine Daten ansehen", link },
  }),
});
