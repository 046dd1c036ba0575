import { declareTemplate } from "./declare-template.ts";

export const webhookDisabled = declareTemplate<{ reason: "gone" | "failed"; link: string }>({
  topic: "service",
  example: {
    reason: "failed",
    link: "https://avow.example/developers/webhooks",
  },
  en: ({ reason, link }) => ({
    subject: "A webhook endpoint was disabled",
    paragraphs: [
      reason === "gone"
        ? "The receiver answered that nobody is there any more, so nothing more is sent to it."
        : "Every attempt to reach it has failed for days, so nothing more is sent to it.",
      "Put the receiver right, enable the endpoint again, and recover what it missed since.",
    ],
    action: { label: "Look at the endpoints", link },
  }),
  de: ({ reason, link }) => ({
    subject: "Ein Webhook-Endpunkt wurde abgeschaltet",
    paragraphs: [
      reason === "gone"
        ? "Der Empfänger hat geantwortet, dass dort niemand mehr ist. Deshalb wird nichts mehr dorthin gesendet."
        : "Seit Tagen ist jeder Versuch gescheitert, ihn zu erreichen. Deshalb wird nichts mehr dorthin gesendet.",
      "Bringen Sie den Empfänger in Ordnung, schalten Sie den Endpunkt wieder ein und holen Sie nach, was er verpasst hat.",
    ],
    action: { label: "Endpunkte ansehen", link },
  }),
});
