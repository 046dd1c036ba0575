import * as z from "zod";
import canonicalFile from "../../../../promises/canonical.json" with { type: "json" };
import capabilityFile from "../../../../promises/capabilities.json" with { type: "json" };
import dutyFile from "../../../../promises/duties.json" with { type: "json" };
import statementFile from "../../../../promises/statements.json" with { type: "json" };

export const promiseSections = [
  "about",
  "data",
  "use",
  "ai",
  "recipients",
  "transfers",
  "cookies",
  "keeping",
  "security",
  "rights",
  "children",
  "changes",
] as const;

/** A sentence with `{parameter}` where the value in force goes; or one for each option of a choice. */
const says = z.union([z.string(), z.strictObject({ by: z.string(), options: z.record(z.string(), z.string()) })]);

const canonical = z.strictObject({
  section: z.enum(promiseSections),
  /** How it is proven. */
  proof: z.enum(["browser", "clock", "content", "infra-check", "integration", "metamorphic", "property"]),
  says,
  /** The level of erasure that it speaks of. */
  erasure_level: z.enum(["E1", "E2", "E3", "E4", "E5"]).optional(),
  /** Without this capability there is nothing to promise. */
  needs: z.string().optional(),
});
export type CanonicalPromise = z.output<typeof canonical>;

const statement = z.strictObject({
  seed: z.enum(["aumnify", "aulm", "postaura", "alumia", "aura"]),
  kind: z.enum([
    "age",
    "cookie",
    "data",
    "feature",
    "notice",
    "processor",
    "retention",
    "right",
    "security",
    "transfer",
  ]),
  canonical: z.string(),
  says: z.string(),
  needs: z.string().optional(),
  /** Kept by people outside the system: an entry of `promises/duties.json`. */
  duty: z.string().optional(),
});

const duty = z.strictObject({
  says: z.string(),
  because: z.string(),
  reviewed_on: z.iso.date(),
  /** Days for which the operator's word counts. */
  renew_days: z.int().min(1).max(365),
});

const read = <T extends z.ZodType>(of: T, file: unknown): ReadonlyMap<string, z.output<T>> =>
  new Map(Object.entries(z.record(z.string(), of).parse(file)));

/** The 66 promises that everything the five seed policies say folds onto. */
export const canonicalPromises = read(canonical, canonicalFile);
/** The 411 statements of the five seed policies, restated. */
export const statements = read(statement, statementFile);
/** What only people can keep: the reviewed list. */
export const duties = read(duty, dutyFile);
/** What a deployment may be able to do, and some promises speak of. */
export const capabilities = read(z.string(), capabilityFile);

/** @throws where `promises/canonical.json` has no such promise */
export function canonicalNamed(name: string): CanonicalPromise {
  const found = canonicalPromises.get(name);
  if (!found) throw new Error(`promises/canonical.json has no ${name}`);
  return found;
}
