import * as z from "zod";
import shipped from "../../../../promises/processors.json" with { type: "json" };

const day = z.iso.date();
/** A host name, or `*.` and the domain whose every host is meant. */
const hostPattern = z
  .string()
  .max(253)
  .regex(/^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);

export const processorPurposes = [
  "ai",
  "mail",
  "storage",
  "payments",
  "publishing",
  "messaging",
  "sign_in",
  "other",
] as const;

/** What the register says of someone who receives personal data. It is published, and holds nothing personal itself. */
export const processorFacts = z.strictObject({
  name: z.string().trim().min(1).max(100),
  role: z.enum(["processor", "sub_processor", "independent_controller"]),
  purposes: z.array(z.enum(processorPurposes)).min(1),
  hosts: z.array(hostPattern).min(1).max(50).describe("Hosts that are theirs; `*.example.com` is every host below."),
  data_categories: z.array(z.string().trim().min(1).max(100)).min(1).max(50),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .describe("Where they process, ISO 3166-1."),
  contract: z.strictObject({ reference: z.string().trim().min(1).max(200), signed_on: day }).nullable(),
  transfer: z
    .strictObject({
      mechanism: z
        .enum(["adequacy", "dpf", "scc", "bcr"])
        .describe("GDPR Art. 45 to 47; dpf: EU-US Data Privacy Framework."),
      review_by: day.describe("The mechanism counts as lapsed after this day."),
    })
    .nullable(),
  reviewed_on: day.nullable().describe("When somebody last read their terms; older than 90 days counts as never."),
  retention_days: z.int().min(0).max(3650).describe("How long they keep what they are sent."),
  zero_retention: z.enum(["always", "on_request", "no"]),
  trains: z.boolean().describe("Whether they may train on what they are sent."),
  policy_url: z.url({ protocol: /^https$/ }).max(500),
});
export type ProcessorFacts = z.output<typeof processorFacts>;

/** A word that stands for the processor everywhere: `openai`. */
export const processorName = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);

/** Entries to start from. Nobody has read the terms for this deployment yet: none is routable until the operator has. */
export const shippedProcessors: Readonly<Record<string, ProcessorFacts>> = z
  .record(processorName, processorFacts)
  .parse(shipped);
