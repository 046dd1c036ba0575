import { declareTemplate, inWords } from "./declare-template.ts";

/** `begins` is a day. */
export const policyChanges = declareTemplate<{ organization_name: string; begins: string; link: string }>({
  topic: "account",
  example: { organization_name: "Analytical Engines", begins: "2026-03-01", link: "https://avow.example/trust/org" },
  en: ({ organization_name, begins, link }) => ({
    subject: `The privacy policy of ${organization_name} changes`,
    paragraphs: [
      `${organization_name} has published a new version of its privacy policy. It takes effect on ${inWords(begins, "en")}; until then the present one holds.`,
      "The page shows what changes. If you do not agree, you can export and erase your data before and after that day.",
    ],
    action: { label: "Read the policy", link },
  }),
  de: ({ organization_name, begins, link }) => ({
    subject: `Die Datenschutzerklärung von ${organization_name} ändert sich`,
    paragraphs: [
      `${organization_name} hat eine neue Fassung der Datenschutzerklärung veröffentlicht. Sie gilt ab ${inWords(begins, "de")}; bis dahin gilt die jetzige.`,
      "Die Seite zeigt, was sich ändert. Wenn Sie nicht einverstanden sind, können Sie Ihre Daten vor und nach diesem Tag mitnehmen und löschen.",
    ],
    action: { label: "Datenschutzerklärung lesen", link },
  }),
});
