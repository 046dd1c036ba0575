import { declareTemplate } from "./declare-template.ts";

export const approvalWaiting = declareTemplate<{ link: string }>({
  topic: "service",
  example: { link: "https://avow.example/approvals" },
  en: ({ link }) => ({
    subject: "Something waits for your yes",
    paragraphs: [
      "A rule of your workspace wants a person to look before something goes on. What it is, you see in Avow; it is not in this mail.",
      "If nobody decides in time, it does not happen.",
    ],
    action: { label: "Look at it", link },
  }),
  de: ({ link }) => ({
    subject: "Etwas wartet auf Ihr Ja",
    paragraphs: [
      "Nach einer Regel Ihres Arbeitsbereichs soll ein Mensch hinsehen, bevor etwas weitergeht. Was es ist, sehen Sie in Avow; es steht nicht in dieser Mail.",
      "Wenn niemand rechtzeitig entscheidet, geschieht es nicht.",
    ],
    action: { label: "Ansehen", link },
  }),
});
