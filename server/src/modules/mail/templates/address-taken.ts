import { declareTemplate } from "./declare-template.ts";

export const addressTaken = declareTemplate<{ sign_in_link: string; reset_link: string }>({
  topic: "account",
  example: {
    sign_in_link: "https://avow.example/sign-in",
    reset_link: "https://avow.example/reset-password",
  },
  en: ({ sign_in_link, reset_link }) => ({
    subject: "You already have an account",
    paragraphs: [
      "Someone, perhaps you, tried to use this address for an account. It already has one, and nothing was changed.",
      `If the password is lost, choose a new one: ${reset_link}`,
      "If it wasn't you, there is nothing to do.",
    ],
    action: { label: "Sign in", link: sign_in_link },
  }),
  de: ({ sign_in_link, reset_link }) => ({
    subject: "Sie haben schon ein Konto",
    paragraphs: [
      "Jemand, vielleicht Sie, wollte diese Adresse für ein Konto verwenden. Es gibt schon eines mit ihr, und nichts wurde geändert.",
      `Wenn das Passwort verloren ist, wählen Sie ein neues: ${reset_link}`,
      "Wenn Sie das nicht waren, ist nichts zu tun.",
    ],
    action: { label: "Anmelden", link: sign_in_link },
  }),
});
