import { declareTemplate } from "./declare-template.ts";

/** `share` is how much of it is spent, in per cent. */
export const budgetReached = declareTemplate<{ share: string; link: string }>({
  topic: "billing",
  example: { share: "80", link: "https://avow.example/wallet/budgets" },
  en: ({ share, link }) => ({
    subject: `${share} % of a budget are spent`,
    paragraphs: [
      `One of your organization's budgets has ${share} % spent, the share that someone asked to be told of.`,
      "Once nothing is left of it, calls that count against it are refused until it renews or someone raises it.",
    ],
    action: { label: "Look at the budgets", link },
  }),
  de: ({ share, link }) => ({
    subject: `${share} % eines Budgets sind verbraucht`,
    paragraphs: [
      `Von einem Budget Ihrer Organisation sind ${share} % verbraucht; bei diesem Anteil wollte jemand Bescheid bekommen.`,
      "Wenn nichts mehr übrig ist, werden Aufrufe, die darauf angerechnet werden, abgelehnt, bis es sich erneuert oder jemand es erhöht.",
    ],
    action: { label: "Budgets ansehen", link },
  }),
});
