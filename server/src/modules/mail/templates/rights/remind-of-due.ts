import { declareTemplate, inWords } from "../declare-template.ts";

/** `due` is a day. The law asks for an answer: it cannot be switched off. */
export const remindOfDue = declareTemplate<{ due: string; link: string }>({
  topic: "account",
  example: { due: "2026-03-01", link: "https://avow.example/trust/requests" },
  en: ({ due, link }) => ({
    subject: `A request about personal data is due on ${inWords(due, "en")}`,
    paragraphs: [
      `Somebody asked your organization something about their data, and the law says to answer by ${inWords(due, "en")}.`,
      "Answer it, or, where the law allows it, take more time and tell them why.",
    ],
    action: { label: "See the requests", link },
  }),
  de: ({ due, link }) => ({
    subject: `Eine Anfrage zu personenbezogenen Daten ist am ${inWords(due, "de")} fällig`,
    paragraphs: [
      `Jemand hat Ihre Organisation etwas zu den eigenen Daten gefragt, und das Gesetz verlangt eine Antwort bis ${inWords(due, "de")}.`,
      "Antworten Sie, oder nehmen Sie sich, wo das Gesetz es erlaubt, mehr Zeit und sagen Sie, warum.",
    ],
    action: { label: "Anfragen ansehen", link },
  }),
});
