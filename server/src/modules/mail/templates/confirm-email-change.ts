import { dayMs } from "../../../framework/clock.ts";
import { declareTemplate } from "./declare-template.ts";

export const confirmEmailChange = declareTemplate<{ link: string }>({
  topic: "account",
  usefulForMs: dayMs,
  isUrgent: true,
  isAwaited: true,
  example: { link: "https://avow.example/confirm-email-change#token=example" },
  en: ({ link }) => ({
    subject: "Confirm your new address",
    paragraphs: [
      "Someone, we hope you, wants this address for their account. Confirm that it is yours, and it takes the place of the old one; your other sessions end.",
      "The link works once, within a day. If it wasn't you, do nothing: nothing changes.",
    ],
    action: { label: "Confirm my new address", link },
  }),
  de: ({ link }) => ({
    subject: "Bestätigen Sie Ihre neue Adresse",
    paragraphs: [
      "Jemand, hoffentlich Sie, möchte diese Adresse für das eigene Konto. Bestätigen Sie, dass sie Ihnen gehört, dann tritt sie an die Stelle der alten; Ihre anderen Sitzungen enden.",
      "Der Link gilt einmal und einen Tag lang. Wenn Sie das nicht waren, tun Sie nichts: Es ändert sich nichts.",
    ],
    action: { label: "Neue Adresse bestätigen", link },
  }),
});
