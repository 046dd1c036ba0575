import { declareTemplate, inWords } from "../declare-template.ts";

/** `due` is a day. The law asks for an answer: it cannot be switched off. */
export const requestForwarded = declareTemplate<{ due: string; link: string }>({
  topic: "account",
  example: { due: "2026-03-01", link: "https://avow.example/trust/requests" },
  en: ({ due, link }) => ({
    subject: "A request about personal data was passed to a workspace of yours",
    paragraphs: [
      `A contact asked something about their data. A workspace of your organization keeps it and answers for it, by ${inWords(due, "en")}. They were told where their request is.`,
    ],
    action: { label: "See the requests", link },
  }),
  de: ({ due, link }) => ({
    subject: "Eine Anfrage zu personenbezogenen Daten ging an einen Ihrer Workspaces",
    paragraphs: [
      `Ein Kontakt hat etwas zu den eigenen Daten gefragt. Ein Workspace Ihrer Organisation bewahrt sie auf und ist dafür verantwortlich, bis ${inWords(due, "de")} zu antworten. Dem Kontakt wurde gesagt, wo die Anfrage liegt.`,
    ],
    action: { label: "Anfragen ansehen", link },
  }),
});
