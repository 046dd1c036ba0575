import { type SecurityEventKind, securityEventKinds } from "../../security-events/public.ts";
import { securityEventsInGerman } from "./security-events-in-german.ts";
import { declareTemplate } from "./declare-template.ts";

export const securityAlert = declareTemplate<{ kind: SecurityEventKind; link: string }>({
  topic: "security",
  isUrgent: true,
  example: { kind: "sign_in.new_country", link: "https://avow.example/trust/security" },
  en: ({ kind, link }) => {
    const { title, explanation, advice } = securityEventKinds[kind];
    return {
      subject: `Security alert: ${title}`,
      paragraphs: [explanation, advice],
      action: { label: "Look at it", link },
    };
  },
  de: ({ kind, link }) => {
    const { title, explanation, advice } = securityEventsInGerman[kind];
    return {
      subject: `Sicherheitshinweis: ${title}`,
      paragraphs: [explanation, advice],
      action: { label: "Ansehen", link },
    };
  },
});
