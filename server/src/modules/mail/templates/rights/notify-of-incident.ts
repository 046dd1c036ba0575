import { declareTemplate } from "../declare-template.ts";

export const notifyOfIncident = declareTemplate<{ organization_name: string; link: string }>({
  topic: "security",
  isUrgent: true,
  example: { organization_name: "Analytical Engines", link: "https://avow.example/trust/incidents" },
  en: ({ organization_name, link }) => ({
    subject: `Something happened to data at ${organization_name}`,
    paragraphs: [
      `${organization_name} tells you that something happened to personal data, which may be yours. What it is, what may come of it and what you can do is behind the link, not in this mail.`,
    ],
    action: { label: "Read what happened", link },
  }),
  de: ({ organization_name, link }) => ({
    subject: `Bei ${organization_name} ist etwas mit Daten geschehen`,
    paragraphs: [
      `${organization_name} teilt Ihnen mit, dass etwas mit personenbezogenen Daten geschehen ist, vielleicht mit Ihren. Was es ist, was daraus folgen kann und was Sie tun können, steht hinter dem Link, nicht in dieser Mail.`,
    ],
    action: { label: "Lesen, was geschehen ist", link },
  }),
});
