import { declareTemplate } from "./declare-template.ts";

const rolesInGerman: Record<string, string> = {
  owner: "Inhaber",
  admin: "Admin",
  editor: "Bearbeiter",
  approver: "Freigeber",
  auditor: "Prüfer",
  billing: "Abrechnung",
  viewer: "Betrachter",
  guest: "Gast",
};

export const inviteSomebody = declareTemplate<{ link: string; organization_name: string; role: string }>({
  topic: "account",
  hasChosenRecipient: true,
  example: {
    link: "https://avow.example/accept-invitation#token=example",
    organization_name: "Analytical Engines",
    role: "editor",
  },
  en: ({ link, organization_name, role }) => ({
    subject: `You are invited to ${organization_name}`,
    paragraphs: [
      `You are invited to join ${organization_name} on Avow, as ${role}.`,
      "The link works once, within a week. If you don't know who invites you, do nothing.",
    ],
    action: { label: "Accept the invitation", link },
  }),
  de: ({ link, organization_name, role }) => ({
    subject: `Sie sind zu ${organization_name} eingeladen`,
    paragraphs: [
      `Sie sind eingeladen, bei ${organization_name} auf Avow mitzumachen, als ${rolesInGerman[role] ?? role}.`,
      "Der Link gilt einmal und eine Woche lang. Wenn Sie nicht wissen, wer Sie einlädt, tun Sie nichts.",
    ],
    action: { label: "Einladung annehmen", link },
  }),
});
