import { declareTemplate } from "../declare-template.ts";

export const tellNews = declareTemplate<{ organization_name: string; link: string }>({
  topic: "account",
  example: { organization_name: "Analytical Engines", link: "https://avow.example/requests#token=example" },
  en: ({ organization_name, link }) => ({
    subject: `News on what you asked of ${organization_name}`,
    paragraphs: [
      `${organization_name} has answered what you asked, needs more time for it, or tells you who looks at it. What it is stands behind the link, not in this mail.`,
    ],
    action: { label: "Read it", link },
  }),
  de: ({ organization_name, link }) => ({
    subject: `Neues zu Ihrer Anfrage an ${organization_name}`,
    paragraphs: [
      `${organization_name} hat Ihre Anfrage beantwortet, braucht mehr Zeit dafür oder sagt Ihnen, wer sie bearbeitet. Was es ist, steht hinter dem Link, nicht in dieser Mail.`,
    ],
    action: { label: "Lesen", link },
  }),
});
