import { declareTemplate } from "./declare-template.ts";

export const emailChangeBegun = declareTemplate<{ link: string }>({
  topic: "security",
  isUrgent: true,
  example: { link: "https://avow.example/undo-email-change#token=example" },
  en: ({ link }) => ({
    subject: "Your account is to get another address",
    paragraphs: [
      "Someone signed in to your account asked for another address for it. It changes as soon as the new address confirms.",
      "If it was you, there is nothing to do here. If it wasn't, call it off: the link does so now, and undoes the change until a week after it was made. It signs everybody out and lets you choose another password.",
    ],
    action: { label: "It wasn't me", link },
  }),
  de: ({ link }) => ({
    subject: "Ihr Konto soll eine andere Adresse bekommen",
    paragraphs: [
      "Jemand, der in Ihrem Konto angemeldet ist, hat eine andere Adresse dafür verlangt. Sie gilt, sobald die neue Adresse bestätigt.",
      "Wenn Sie das waren, ist hier nichts zu tun. Wenn nicht, sagen Sie ab: Der Link tut es sofort und macht die Änderung bis eine Woche danach rückgängig. Er meldet alle ab und lässt Sie ein anderes Passwort wählen.",
    ],
    action: { label: "Das war ich nicht", link },
  }),
});
