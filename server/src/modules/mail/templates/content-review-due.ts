import { declareTemplate } from "./declare-template.ts";

export const contentReviewDue = declareTemplate<{ organization_name: string; link: string }>({
  topic: "account",
  example: { organization_name: "Analytical Engines", link: "https://avow.example" },
  en: ({ organization_name, link }) => ({
    subject: `Look again at what former members left in ${organization_name}`,
    paragraphs: [
      `What former members wrote for ${organization_name} stayed when they erased their accounts, without their names. It is due for review.`,
      "Look through what the organization keeps, and delete what is no longer needed. You are asked because you are one of its owners.",
    ],
    action: { label: "Open Avow", link },
  }),
  de: ({ organization_name, link }) => ({
    subject: `Sehen Sie durch, was frühere Mitglieder in ${organization_name} hinterlassen haben`,
    paragraphs: [
      `Was frühere Mitglieder für ${organization_name} geschrieben haben, blieb ohne ihre Namen, als sie ihre Konten löschten. Es soll jetzt durchgesehen werden.`,
      "Sehen Sie durch, was die Organisation aufbewahrt, und löschen Sie, was nicht mehr gebraucht wird. Sie werden gefragt, weil Ihnen die Organisation gehört.",
    ],
    action: { label: "Avow öffnen", link },
  }),
});
