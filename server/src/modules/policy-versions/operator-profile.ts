import * as z from "zod";
import authorities from "../../../../promises/authorities.json" with { type: "json" };

const line = z.string().trim().max(200);

/** What every policy says of who answers for it. */
export const operatorProfile = z.strictObject({
  legal_name: line.describe("As it stands in the register of companies."),
  seat: line.describe("Street and place."),
  country: z.string().trim().max(2).describe("ISO 3166-1, two letters."),
  service_name: line.describe("What the service is called."),
  privacy_contact: line.describe("Where questions about personal data go."),
  security_contact: line.describe("Where reports of weaknesses go."),
});
export type OperatorProfile = z.output<typeof operatorProfile>;

export const blankProfile: OperatorProfile = {
  legal_name: "",
  seat: "",
  country: "",
  service_name: "",
  privacy_contact: "",
  security_contact: "",
};

const placeholder = /^[[{<(]|todo|tbd|fixme|xxx|lorem|placeholder|changeme|example\.(?:com|org)|^your |^[.\-_?]+$/i;

/** Fields that are empty, or hold something that stands for what somebody meant to write. */
export const findBlanks = (profile: OperatorProfile): string[] =>
  Object.entries(profile).flatMap(([field, value]) =>
    value.trim() === "" || placeholder.test(value.trim()) ? [field] : [],
  );

export type Authority = { name: string; url: string };
const known: Readonly<Record<string, Authority>> = authorities;

/** Whom to complain to, by country or its part: in Germany companies answer to the authority of their Land. */
export const authorityOf = (place: string): Authority | undefined =>
  known[place.toUpperCase()] ?? known[place.slice(0, 2).toUpperCase()];

/** What the sentences of a policy are filled with, of who runs the deployment. */
export function factsOf(profile: OperatorProfile): ReadonlyMap<string, string> {
  const authority = authorityOf(profile.country);
  const filled = Object.entries(profile).filter(([, value]) => value !== "");
  return new Map([
    ...filled.map(([name, value]) => [`operator.${name}`, value] as const),
    ...(authority
      ? ([
          ["authority.name", authority.name],
          ["authority.url", authority.url],
        ] as const)
      : []),
  ]);
}
