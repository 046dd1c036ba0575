import { declareTemplate, inWords } from "../declare-template.ts";

type Filling = {
  successor: string;
  country: string;
  privacy_contact: string;
  /** In the operator's words, in their language. */
  changes: string;
  /** A day. */
  begins: string;
  link: string;
};

export const takeoverAnnounced = declareTemplate<Filling>({
  topic: "account",
  example: {
    successor: "Difference Engines Ltd",
    country: "IE",
    privacy_contact: "privacy@difference.example",
    changes: "The servers stay where they are. Bills come from Difference Engines.",
    begins: "2026-03-01",
    link: "https://avow.example/trust/data",
  },
  en: ({ successor, country, privacy_contact, changes, begins, link }) => ({
    subject: `${successor} takes this service over`,
    paragraphs: [
      `On ${inWords(begins, "en")} ${successor} (${country}) takes over the service in which you have an account, and with it what is kept about you. Until then nothing changes.`,
      changes,
      `Questions about your data are then answered by ${privacy_contact}.`,
      "You can object, and export and erase your data, before and after that day.",
    ],
    action: { label: "Object, export or erase", link },
  }),
  de: ({ successor, country, privacy_contact, changes, begins, link }) => ({
    subject: `${successor} übernimmt diesen Dienst`,
    paragraphs: [
      `Am ${inWords(begins, "de")} übernimmt ${successor} (${country}) den Dienst, bei dem Sie ein Konto haben, und damit, was über Sie gespeichert ist. Bis dahin ändert sich nichts.`,
      changes,
      `Fragen zu Ihren Daten beantwortet dann ${privacy_contact}.`,
      "Sie können widersprechen und Ihre Daten vor und nach diesem Tag mitnehmen und löschen.",
    ],
    action: { label: "Widersprechen, mitnehmen, löschen", link },
  }),
});
