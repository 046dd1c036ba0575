import * as z from "zod";
import file from "../../../../promises/purposes.json" with { type: "json" };

const purpose = z.strictObject({
  says: z.string().min(1),
  /** GDPR Art. 6 (1), as far as anything here rests on it. */
  basis: z.enum(["contract", "consent", "legal_obligation", "legitimate_interest"]),
  /** Why the interest is not overridden by those whose data it is: asked of a legitimate interest. */
  assessment: z.string().min(20).optional(),
});

/** Everything that personal data is read for, with what allows it. */
export const purposes: ReadonlyMap<string, z.output<typeof purpose>> = new Map(
  Object.entries(z.record(z.string(), purpose).parse(file)),
);
