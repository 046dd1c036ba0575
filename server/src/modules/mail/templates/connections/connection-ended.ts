import { declareTemplate } from "../declare-template.ts";

/** `service` is a title that Avow knows it by, never a word of somebody else's. */
export const connectionEnded = declareTemplate<{ service: string; link: string }>({
  topic: "service",
  example: { service: "GitHub", link: "https://avow.example/connections/accounts" },
  en: ({ service, link }) => ({
    subject: `${service} has to be connected again`,
    paragraphs: [
      `${service} does not take the access any more that it gave Avow for an account of yours: it ran out, or was withdrawn there. What was kept of it here is destroyed.`,
      "Agents that need the account wait until somebody connects it again. If you withdrew it yourself, nothing is left to do.",
    ],
    action: { label: "Look at the accounts", link },
  }),
  de: ({ service, link }) => ({
    subject: `${service} muss neu verbunden werden`,
    paragraphs: [
      `${service} nimmt den Zugang nicht mehr an, den es Avow für eines Ihrer Konten gegeben hat: Er ist abgelaufen oder wurde dort entzogen. Was hier davon aufbewahrt war, ist vernichtet.`,
      "Agenten, die das Konto brauchen, warten, bis es jemand neu verbindet. Wenn Sie den Zugang selbst entzogen haben, ist nichts weiter zu tun.",
    ],
    action: { label: "Konten ansehen", link },
  }),
});
