import { dayMs } from "../../../framework/clock.ts";
import { declareTemplate } from "./declare-template.ts";

export const verifyEmail = declareTemplate<{ link: string }>({
  topic: "account",
  usefulForMs: dayMs,
  isUrgent: true,
  isAwaited: true,
  example: { link: "https://avow.example/verify-email#token=example" },
  en: ({ link }) => ({
    subject: "Confirm your address",
    paragraphs: [
      "Someone, we hope you, made an account with this address. Confirm that the address is yours, then sign in with the password you chose.",
      "The link works once, within a day. If it wasn't you, do nothing: without confirmation the account goes away by itself.",
    ],
    action: { label: "Confirm my address", link },
  }),
  de: ({ link }) => ({
    subject: "Bestätigen Sie Ihre Adresse",
    paragraphs: [
      "Jemand, hoffentlich Sie, hat mit dieser Adresse ein Konto angelegt. Bestätigen Sie, dass die Adresse Ihnen gehört, und melden Sie sich dann mit dem Passwort an, das Sie gewählt haben.",
      "Der Link gilt einmal und einen Tag lang. Wenn Sie das nicht waren, tun Sie nichts: Ohne Bestätigung verschwindet das Konto von selbst.",
    ],
    action: { label: "Adresse bestätigen", link },
  }),
});
