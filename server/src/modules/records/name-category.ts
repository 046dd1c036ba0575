import * as z from "zod";
import file from "../../../../promises/categories.json" with { type: "json" };

/** Cal. Civ. Code § 1798.140 (v) (1) (A) to (L), in its order. */
export const ccpaCategories = {
  identifiers: "Identifiers",
  customer_records: "Customer records (Cal. Civ. Code § 1798.80)",
  protected: "Characteristics of protected classes",
  commercial: "Commercial information",
  biometric: "Biometric information",
  network_activity: "Internet or other network activity",
  geolocation: "Geolocation data",
  audiovisual: "Audio, electronic, visual or similar information",
  professional: "Professional or employment-related information",
  education: "Education information",
  inferences: "Inferences",
  sensitive: "Sensitive personal information",
} as const;
export type CcpaCategory = keyof typeof ccpaCategories;

const category = z.strictObject({
  says: z.string(),
  ccpa: z.enum(Object.keys(ccpaCategories) as [CcpaCategory, ...CcpaCategory[]]),
  /** Its term in the personal data extension of the Data Privacy Vocabulary. */
  dpv: z.string().regex(/^[A-Z][A-Za-z]+$/),
});
export type DataCategory = z.output<typeof category>;

const known = new Map(Object.entries(z.record(z.string(), category).parse(file)));

/** A kind of data in words, by the longest of its names that is known. @throws where none is */
export function nameCategory(name: string): DataCategory {
  const found = known.get(name);
  if (found) return found;
  const parent = name.slice(0, name.lastIndexOf("."));
  if (!name.includes(".")) throw new Error(`promises/categories.json has no ${name}`);
  return nameCategory(parent);
}
