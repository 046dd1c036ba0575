import { declareTemplate } from "./declare-template.ts";

export const ownershipOffered = declareTemplate<{ organization_name: string; link: string }>({
  topic: "account",
  example: { organization_name: "Analytical Engines", link: "https://avow.example/trust/members" },
  en: ({ organization_name, link }) => ({
    subject: `${organization_name} is offered to you`,
    paragraphs: [
      `An owner of ${organization_name} offers to hand it over to you: you would answer for it from then on. Nothing changes unless you accept.`,
      "The offer holds for a week. You accept it, or turn it down, under Trust, Members.",
    ],
    action: { label: "Look at the offer", link },
  }),
  de: ({ organization_name, link }) => ({
    subject: `${organization_name} wird Ihnen angeboten`,
    paragraphs: [
      `Wem ${organization_name} gehört, bietet Ihnen die Übergabe an: Von da an stünden Sie dafür ein. Es ändert sich nichts, solange Sie nicht annehmen.`,
      "Das Angebot gilt eine Woche. Annehmen oder ablehnen können Sie es unter Trust, Members.",
    ],
    action: { label: "Angebot ansehen", link },
  }),
});
