import { countOf } from "../../design/format.ts";
import type { ImportReport } from "./queries.ts";

type Row = ImportReport["rows"][number];
type Problem = NonNullable<Row["problem"]>;

const outcomes: Record<Row["outcome"], [would: string, did: string]> = {
  created: ["A new contact", "Created"],
  merged: ["Added to a contact that is there", "Added to"],
  unchanged: ["Nothing new", "Nothing new"],
  refused: ["Refused", "Refused"],
};

const reasons: Record<Problem["reason"], string> = {
  identity_missing: "It has nothing they are reached by, so that it could not be found again.",
  identity_invalid: "It is not written as its kind is. A phone number needs its country.",
  age_unknown: "Use unknown, declared_adult, verified_adult or minor.",
  purpose_unknown: "Use ai, messages, marketing or memory, divided by |.",
  too_long: "It is too long.",
  two_contacts: "It is reached by what two contacts have. Merge them first if they are the same person.",
  limit_reached: "The contact would be reached by more than there is room for.",
  being_erased: "Their erasure was asked for.",
};

export const describeOutcome = (outcome: Row["outcome"], isDryRun: boolean): string =>
  outcomes[outcome][isDryRun ? 0 : 1];

export const describeReason = ({ column, reason }: Problem): string => `${column}: ${reasons[reason]}`;

/** "2 created, 1 added to, 3 unchanged, 0 refused". */
export const sumUp = ({ created, merged, unchanged, refused }: ImportReport): string =>
  [countOf(created, "new contact"), `${merged} added to`, `${unchanged} unchanged`, `${refused} refused`].join(", ");
