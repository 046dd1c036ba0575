import { declareTemplate } from "./declare-template.ts";

/** News in the operator's words, in German besides where they wrote it so. */
export const announceNews = declareTemplate<{ subject: string; text: string; subject_de: string; text_de: string }>({
  topic: "marketing",
  example: {
    subject: "What is new in Avow",
    text: "Contacts can be imported from a CSV file now.\n\nThe budgets page shows what was spent by day.",
    subject_de: "Neues in Avow",
    text_de:
      "Kontakte lassen sich jetzt aus einer CSV-Datei einlesen.\n\nDie Seite der Budgets zeigt, was an jedem Tag ausgegeben wurde.",
  },
  en: ({ subject, text }) => ({ subject, paragraphs: split(text) }),
  de: ({ subject, text, subject_de, text_de }) => ({
    subject: subject_de || subject,
    paragraphs: split(text_de || text),
  }),
});

const split = (text: string): string[] => text.split(/\n\s*\n/).map((paragraph) => paragraph.trim());
