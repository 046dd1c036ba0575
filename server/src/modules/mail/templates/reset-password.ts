import { hourMs } from "../../../framework/clock.ts";
import { declareTemplate } from "./declare-template.ts";

export const resetPassword = declareTemplate<{ link: string }>({
  topic: "account",
  usefulForMs: hourMs,
  isUrgent: true,
  isAwaited: true,
  example: { link: "https://avow.example/reset-password#token=example" },
  en: ({ link }) => ({
    subject: "Choose a new password",
    paragraphs: [
      "Someone, we hope you, asked for a new password for this address. Choosing one signs you out everywhere.",
      "The link works once, within an hour. If it wasn't you, do nothing: your password stays as it is.",
    ],
    action: { label: "Choose a new password", link },
  }),
  de: ({ link }) => ({
    subject: "Wählen Sie ein neues Passwort",
    paragraphs: [
      "Jemand, hoffentlich Sie, hat für diese Adresse ein neues Passwort verlangt. Wer eines wählt, wird überall abgemeldet.",
      "Der Link gilt einmal und eine Stunde lang. Wenn Sie das nicht waren, tun Sie nichts: Ihr Passwort bleibt, wie es ist.",
    ],
    action: { label: "Neues Passwort wählen", link },
  }),
});
