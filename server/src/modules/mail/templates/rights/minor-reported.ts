import { declareTemplate } from "../declare-template.ts";

export const minorReported = declareTemplate<{ link: string }>({
  topic: "account",
  example: { link: "https://avow.example/trust/data" },
  en: ({ link }) => ({
    subject: "Your account was suspended: somebody says it is a child's",
    paragraphs: [
      "Somebody reported that this account belongs to a child. It is suspended until whoever is responsible has looked into it, and is erased if nobody finds otherwise.",
      "You can still sign in, see your data, take it with you and erase it. If you are old enough, turn to the owner of your organization or to whoever runs this deployment, and show them.",
    ],
    action: { label: "See my data", link },
  }),
  de: ({ link }) => ({
    subject: "Ihr Konto wurde gesperrt: Jemand meldet, dass es einem Kind gehört",
    paragraphs: [
      "Jemand hat gemeldet, dass dieses Konto einem Kind gehört. Es ist gesperrt, bis die Verantwortlichen das geprüft haben, und wird gelöscht, wenn niemand etwas anderes feststellt.",
      "Sie können sich weiter anmelden, Ihre Daten ansehen, mitnehmen und löschen. Wenn Sie alt genug sind, wenden Sie sich an die Inhaber Ihrer Organisation oder an die Betreiber dieser Installation und zeigen Sie es ihnen.",
    ],
    action: { label: "Meine Daten ansehen", link },
  }),
});
