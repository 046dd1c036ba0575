import { declareTemplate } from "../declare-template.ts";

export const tellNews = declareTemplate<{ organization_name: string; link: string }>({
  topic: "account",
  example: { organization_name: "Analytical Engines", link: "https://avow.example/requests#token=example" },
  en: ({ organization_name, link }) => ({
    subject: `News on what you asked of ${organization_name}`,
    paragraphs: [
      `${organization_name} has answered what you asked, or needs more time for it. What they wrote is behind the link, not in this mail.`,
    ],
    action: { label: "Read it", link },
  }),
  de: ({ organization_name, link }) => ({
    subject: `Neues zu Ihrer Anfrage an ${organization_name}`,
    paragraphs: [
      `${organization_name} hat Ihre Anfrage beantwortet oder braucht mehr Zeit dafür. Was geschrieben wurde, steht hinter dem Link, nicht in dieser Mail.`,
    ],
    action: { label: "Lesen", link },
  }),
});
