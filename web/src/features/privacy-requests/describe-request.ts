import type { Tone } from "../../design/tables/status-dot.tsx";
import type { PrivacyRequest, RequestState } from "./queries.ts";

const states: Record<RequestState, { label: string; tone: Tone }> = {
  planned: { label: "Planned, not confirmed", tone: "off" },
  cooling_off: { label: "Waiting, can be withdrawn", tone: "warn" },
  executing: { label: "Under way", tone: "warn" },
  completed: { label: "Done", tone: "good" },
  refused: { label: "Refused", tone: "bad" },
  withdrawn: { label: "Withdrawn", tone: "off" },
};

export const describeState = (state: RequestState) => states[state];

const subjects: Record<PrivacyRequest["subject"], string> = {
  me: "your data",
  organization: "the organization",
  contact: "the contact",
};

/** "Export of your data", "Erase of the organization". */
export function describeRequest({ kind, subject }: Pick<PrivacyRequest, "kind" | "subject">): string {
  return `${kind === "export" ? "Export" : "Erase"} of ${subjects[subject]}`;
}

const closedStates = new Set<RequestState>(["completed", "refused", "withdrawn"]);
export const isOpen = ({ state }: PrivacyRequest) => !closedStates.has(state);
