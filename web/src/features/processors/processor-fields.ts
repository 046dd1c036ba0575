import type { Processor, ProcessorFacts } from "./queries.ts";

type Proposed = Omit<Processor, "effective_at" | "obstacle">;

/** What the form shows for an entry that is not there yet. */
const blank: Proposed = {
  processor: "",
  name: "",
  role: "processor",
  purposes: ["ai"],
  hosts: [],
  data_categories: ["prompts", "context", "answers"],
  country: "",
  contract: null,
  transfer: null,
  reviewed_on: null,
  retention_days: 0,
  zero_retention: "no",
  trains: false,
  policy_url: "",
};

/** The form's fields: what is nested in an entry lies flat, and what is absent is an empty field. */
export function initialFields(given: Proposed | undefined) {
  const { contract, transfer, ...entry } = given ?? blank;
  return {
    ...entry,
    reference: contract?.reference ?? "",
    signed_on: contract?.signed_on ?? "",
    mechanism: transfer?.mechanism ?? null,
    review_by: transfer?.review_by ?? "",
    reviewed_on: entry.reviewed_on ?? "",
  };
}

export type ProcessorFields = ReturnType<typeof initialFields>;

/** An entry as the form was filled in; half an agreement or mechanism is none. */
export function factsOf(fields: ProcessorFields): ProcessorFacts {
  const { processor: word, reference, signed_on, mechanism, review_by, reviewed_on, ...rest } = fields;
  void word; // stands in the address, and never changes
  return {
    ...rest,
    contract: reference && signed_on ? { reference, signed_on } : null,
    transfer: mechanism && review_by ? { mechanism, review_by } : null,
    reviewed_on: reviewed_on || null,
  };
}
