import type { Processor, ProcessorFacts } from "./queries.ts";

/** The form's fields: what is nested in an entry lies flat, and what is absent is an empty field. */
export function initialFields(processor: Processor | undefined) {
  return {
    processor: processor?.processor ?? "",
    name: processor?.name ?? "",
    role: processor?.role ?? "processor",
    purposes: processor?.purposes ?? ["ai"],
    hosts: processor?.hosts ?? [],
    data_categories: processor?.data_categories ?? ["prompts", "context", "answers"],
    country: processor?.country ?? "",
    reference: processor?.contract?.reference ?? "",
    signed_on: processor?.contract?.signed_on ?? "",
    mechanism: processor?.transfer?.mechanism ?? null,
    review_by: processor?.transfer?.review_by ?? "",
    reviewed_on: processor?.reviewed_on ?? "",
    retention_days: processor?.retention_days ?? 0,
    zero_retention: processor?.zero_retention ?? "no",
    trains: processor?.trains ?? false,
    policy_url: processor?.policy_url ?? "",
  };
}

type Fields = ReturnType<typeof initialFields>;

export function factsOf({
  processor: _,
  reference,
  signed_on,
  mechanism,
  review_by,
  reviewed_on,
  ...rest
}: Fields): ProcessorFacts {
  return {
    ...rest,
    contract: reference && signed_on ? { reference, signed_on } : null,
    transfer: mechanism && review_by ? { mechanism, review_by } : null,
    reviewed_on: reviewed_on || null,
  };
}
