import { countOf } from "../../design/format.ts";
import type { Tone } from "../../design/tables/status-dot.tsx";
import type { Hold } from "./queries.ts";

export function describeState({ state, is_review_due }: Hold): [string, Tone] {
  if (state === "asked") return ["Waits for two approvals", "warn"];
  if (state === "refused") return ["Refused", "off"];
  if (state === "released") return ["Released", "off"];
  return is_review_due ? ["Review overdue", "bad"] : ["In force", "good"];
}

/** Whom it is about, in words. */
export function describePredicate({ predicate, reach, parent_id }: Hold): string {
  if (predicate.by === "contacts") return countOf(predicate.contact_ids.length, "chosen contact");
  const { identity_kind, created_from, created_to } = predicate;
  const parts = [
    identity_kind ? `reached by ${identity_kind.replaceAll("_", " ")}` : "",
    created_from ? `known since ${created_from.slice(0, 10)}` : "",
    created_to ? `known before ${created_to.slice(0, 10)}` : "",
  ].filter(Boolean);
  const whom = parts.length === 0 ? "Every contact" : `Contacts ${parts.join(", ")}`;
  if (reach === "organization") return `${whom}, in every workspace`;
  return parent_id === null && parts.length > 0 ? whom : `${whom} of the workspace`;
}

/** The day a date field names, at its beginning in UTC. */
export const startOf = (day: string): string => new Date(`${day}T00:00:00Z`).toISOString();
