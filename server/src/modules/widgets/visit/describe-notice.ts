import { createHash } from "node:crypto";
import type { Work } from "../../../framework/context.ts";
import { organizationNamePort } from "../../members/public.ts";
import type { OpenWidget } from "../find-widget.ts";
import type { WidgetSettings } from "../accept-origin.ts";

type Facts = { name: string; days: number };

/** What every window says before the first word, in the widget's language. */
const wordings: Record<WidgetSettings["language"], (facts: Facts) => string> = {
  en: ({ name, days }) =>
    `You write with an AI, not with a person. ${name} is responsible for this chat, and people there can read it. What you write is sent to the AI model that ${name} chose. You can delete the conversation at any time; otherwise it is erased ${days} days after you were last here.`,
  de: ({ name, days }) =>
    `Sie schreiben mit einer KI, nicht mit einem Menschen. Verantwortlich für diesen Chat ist ${name}; dort kann er gelesen werden. Was Sie schreiben, geht an das KI-Modell, das ${name} gewählt hat. Sie können das Gespräch jederzeit löschen; sonst wird es ${days} Tage nach Ihrem letzten Besuch gelöscht.`,
};

export type Notice = { text: string; hash: string };

/** The very words a visitor agrees to; with them is kept that they did. */
export async function describeNotice(work: Work, { settings }: OpenWidget): Promise<Notice> {
  const name = await work.port(organizationNamePort)(work);
  const own = wordings[settings.language]({ name, days: settings.keep_days });
  const text = settings.notice === "" ? own : `${own}\n\n${settings.notice}`;
  return { text, hash: createHash("sha256").update(text).digest("hex") };
}
