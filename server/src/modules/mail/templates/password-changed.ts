import { declareTemplate } from "./declare-template.ts";

export const passwordChanged = declareTemplate<{ reset_link: string }>({
  topic: "security",
  isUrgent: true,
  example: { reset_link: "https://avow.example/reset-password" },
  en: ({ reset_link }) => ({
    subject: "Your password was changed",
    paragraphs: [
      "The password of your account was changed just now. If it wasn't you, choose a new one at once, and look through your sessions.",
    ],
    action: { label: "It wasn't me", link: reset_link },
  }),
  de: ({ reset_link }) => ({
    subject: "Ihr Passwort wurde geändert",
    paragraphs: [
      "Das Passwort Ihres Kontos wurde gerade geändert. Wenn Sie das nicht waren, wählen Sie sofort ein neues und sehen Sie Ihre Sitzungen durch.",
    ],
    action: { label: "Das war ich nicht", link: reset_link },
  }),
});
