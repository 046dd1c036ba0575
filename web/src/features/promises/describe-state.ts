import type { Tone } from "../../design/tables/status-dot.tsx";
import type { KeptPromise, PromiseState } from "./queries.ts";

export const states: Record<PromiseState, { label: string; tone: Tone; means: string }> = {
  kept: { label: "Kept", tone: "good", means: "Looked at lately, and it is so." },
  broken: { label: "Broken", tone: "bad", means: "Looked at lately, and it is not so." },
  unknown: { label: "Unknown", tone: "off", means: "Not looked at lately, so nobody can say." },
  attested: { label: "Attested", tone: "warn", means: "Somebody's word; no program can tell." },
  off: { label: "Not promised", tone: "off", means: "This deployment lacks what the promise is about." },
};

export const sections: Record<KeptPromise["section"], string> = {
  about: "About this policy",
  data: "What is kept",
  use: "What it is used for",
  ai: "AI",
  recipients: "Who receives it",
  transfers: "Other countries",
  cookies: "Cookies",
  keeping: "How long it stays",
  security: "How it is protected",
  rights: "Your rights",
  children: "Children",
  changes: "Changes",
};
