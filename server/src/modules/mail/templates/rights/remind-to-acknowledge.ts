import { declareTemplate, inWords } from "../declare-template.ts";

/** `due` is a day. The law asks for it: it cannot be switched off. */
export const remindToAcknowledge = declareTemplate<{ due: string; link: string }>({
  topic: "account",
  example: { due: "2026-03-01", link: "https://avow.example/trust/requests" },
  en: ({ due, link }) => ({
    subject: `Tell somebody by ${inWords(due, "en")} that their request came in`,
    paragraphs: [
      `Somebody asked your organization something about their data. By ${inWords(due, "en")} the law wants them to know that it came in and how it goes on.`,
      "Confirm the receipt with one click, or answer already.",
    ],
    action: { label: "See the requests", link },
  }),
  de: ({ due, link }) => ({
    subject: `Bestätigen Sie bis ${inWords(due, "de")} den Eingang einer Anfrage`,
    paragraphs: [
      `Jemand hat Ihre Organisation etwas zu den eigenen Daten gefragt. Bis ${inWords(due, "de")} verlangt das Gesetz eine Nachricht, dass die Anfrage eingegangen ist und wie es weitergeht.`,
      "Bestätigen Sie den Eingang mit einem Klick, oder antworten Sie gleich.",
    ],
    action: { label: "Anfragen ansehen", link },
  }),
});
