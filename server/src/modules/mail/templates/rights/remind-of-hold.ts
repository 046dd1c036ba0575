import { declareTemplate, inWords } from "../declare-template.ts";

/** `due` is a day. What is kept against an erasure is looked at: it cannot be switched off. */
export const remindOfHold = declareTemplate<{ due: string; link: string }>({
  topic: "account",
  example: { due: "2026-03-01", link: "https://avow.example/trust/holds" },
  en: ({ due, link }) => ({
    subject: `A legal hold is to be looked at by ${inWords(due, "en")}`,
    paragraphs: [
      `Your organization keeps data for a claim that would be erased otherwise. By ${inWords(due, "en")} somebody has to say whether it is still needed.`,
      "Release the hold if the claim is settled, or say until when it goes on.",
    ],
    action: { label: "See the holds", link },
  }),
  de: ({ due, link }) => ({
    subject: `Eine Aufbewahrung ist bis ${inWords(due, "de")} zu prüfen`,
    paragraphs: [
      `Ihre Organisation bewahrt für einen Rechtsanspruch Daten auf, die sonst gelöscht würden. Bis ${inWords(due, "de")} muss jemand sagen, ob das noch nötig ist.`,
      "Geben Sie die Daten frei, wenn der Anspruch erledigt ist, oder sagen Sie, bis wann er besteht.",
    ],
    action: { label: "Aufbewahrungen ansehen", link },
  }),
});
