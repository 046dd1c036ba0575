import { declareTemplate } from "./declare-template.ts";

export const userResumed = declareTemplate<{ link: string }>({
  topic: "account",
  example: { link: "https://avow.example/trust/data" },
  en: ({ link }) => ({
    subject: "Your account is no longer suspended",
    paragraphs: ["The suspension of your account has ended. Everything is as it was before."],
    action: { label: "Open Avow", link },
  }),
  de: ({ link }) => ({
    subject: "Ihr Konto ist nicht mehr gesperrt",
    paragraphs: ["Die Sperre Ihres Kontos ist aufgehoben. Alles ist wie zuvor."],
    action: { label: "Avow öffnen", link },
  }),
});
