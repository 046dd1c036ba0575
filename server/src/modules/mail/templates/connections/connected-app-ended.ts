import { declareTemplate } from "../declare-template.ts";

/** What the app calls itself is an outsider's word, and stays out of it. */
export const connectedAppEnded = declareTemplate<{ link: string }>({
  topic: "account",
  example: { link: "https://avow.example/developers" },
  en: ({ link }) => ({
    subject: "An app that acted for you was ended",
    paragraphs: [
      "Somebody who looks after your workspace has ended what an app could do for you there. Its tokens stopped working at once; the app may not know yet.",
      "Ask them why, if you wonder. Your list shows which of your apps are still in force.",
    ],
    action: { label: "Look at your apps", link },
  }),
  de: ({ link }) => ({
    subject: "Eine App, die für Sie gehandelt hat, wurde beendet",
    paragraphs: [
      "Jemand, der Ihren Arbeitsbereich betreut, hat beendet, was eine App dort für Sie tun durfte. Ihre Zugänge gelten seitdem nicht mehr; die App weiß das vielleicht noch nicht.",
      "Fragen Sie dort nach, wenn Sie den Grund wissen möchten. Ihre Liste zeigt, welche Ihrer Apps noch gelten.",
    ],
    action: { label: "Apps ansehen", link },
  }),
});
