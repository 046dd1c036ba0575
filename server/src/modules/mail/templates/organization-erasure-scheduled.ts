import { declareTemplate, inWords } from "./declare-template.ts";

/** `begins` is a day. */
export const organizationErasureScheduled = declareTemplate<{
  organization_name: string;
  begins: string;
  link: string;
}>({
  topic: "account",
  example: { organization_name: "Analytical Engines", begins: "2026-03-01", link: "https://avow.example/trust/data" },
  en: ({ organization_name, begins, link }) => ({
    subject: `${organization_name} will be erased`,
    paragraphs: [
      `An owner of ${organization_name} asked us to erase it with everything in it, your conversations there included. This begins on ${inWords(begins, "en")} and cannot be undone then.`,
      "Until that day you can take your own data with you, and an owner can withdraw the request. Your account stays.",
    ],
    action: { label: "Take my data", link },
  }),
  de: ({ organization_name, begins, link }) => ({
    subject: `${organization_name} wird gelöscht`,
    paragraphs: [
      `Wem ${organization_name} gehört, hat uns gebeten, alles darin zu löschen, auch Ihre Gespräche dort. Das beginnt am ${inWords(begins, "de")} und lässt sich dann nicht mehr rückgängig machen.`,
      "Bis zu diesem Tag können Sie Ihre eigenen Daten mitnehmen, und die Inhaber können den Antrag zurückziehen. Ihr Konto bleibt.",
    ],
    action: { label: "Meine Daten mitnehmen", link },
  }),
});
