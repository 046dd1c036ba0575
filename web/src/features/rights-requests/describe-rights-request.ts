import type { Tone } from "../../design/tables/status-dot.tsx";
import type { Kind, Outcome, RightsRequest } from "./queries.ts";

export const kinds: Record<Kind, string> = {
  access: "See what is kept",
  rectify: "Correct something",
  erase: "Erase everything",
  restrict: "Lock the data",
  object: "Object to a use",
  port: "Take the data along",
  withdraw_consent: "Take consents back",
  complain: "Complain",
  report_minor: "Report an account of a child",
  question: "Ask something else",
};
export const kindNames = Object.keys(kinds) as Kind[];

export const outcomes: Record<Outcome, string> = {
  fulfilled: "Done",
  partly: "Done in part",
  refused: "Refused",
};

/** Where a request stands, in words and a tone; what is late is red. */
export function describeState(request: RightsRequest): { label: string; tone: Tone } {
  const { state, outcome, is_overdue, days_left } = request;
  if (state === "answered") return { label: outcomes[outcome ?? "refused"], tone: "good" };
  if (state === "duplicate") return { label: "Asked before", tone: "off" };
  if (state === "withdrawn") return { label: "Withdrawn", tone: "off" };
  if (is_overdue) return { label: "Overdue", tone: "bad" };
  if (request.is_unacknowledged) return { label: "Receipt not confirmed in time", tone: "bad" };
  const left = days_left === 0 ? "Due within a day" : `${days_left} ${days_left === 1 ? "day" : "days"} left`;
  return { label: state === "verifying" ? `To be verified, ${left}` : left, tone: days_left < 7 ? "warn" : "good" };
}
