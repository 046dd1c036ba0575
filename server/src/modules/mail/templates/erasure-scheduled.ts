import { declareTemplate, inWords } from "./declare-template.ts";

/** `begins` is a day. */
export const erasureScheduled = declareTemplate<{ begins: string; link: string }>({
  topic: "account",
  example: { begins: "2026-03-01", link: "https://avow.example/trust/data" },
  en: ({ begins, link }) => ({
    subject: "Your account will be erased",
    paragraphs: [
      `You asked us to erase your account and everything that is yours. This begins on ${inWords(begins, "en")} and cannot be undone then.`,
      "Until that day you can withdraw the request. If it wasn't you, withdraw it and change your password.",
    ],
    action: { label: "Look at the request", link },
  }),
  de: ({ begins, link }) => ({
    subject: "Ihr Konto wird gelöscht",
    paragraphs: [
      `Sie haben uns gebeten, Ihr Konto und alles, was Ihnen gehört, zu löschen. Das beginnt am ${inWords(begins, "de")} und lässt sich dann nicht mehr rückgängig machen.`,
      "Bis zu diesem Tag können Sie den Antrag zurückziehen. Wenn Sie das nicht waren, ziehen Sie ihn zurück und ändern Sie Ihr Passwort.",
    ],
    action: { label: "Antrag ansehen", link },
  }),
});
