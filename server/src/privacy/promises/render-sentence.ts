import { isParameter, type Parameter, type ParameterName, parameters } from "../parameters.ts";
import type { PolicyValue } from "../policy-range.ts";
import { canonicalNamed } from "./catalogue.ts";

/** What sentences are filled with: the values in force, and facts about whoever runs the deployment. */
export type Fillings = {
  valueOf(name: ParameterName): PolicyValue;
  /** Such as `operator.legal_name`. */
  facts: ReadonlyMap<string, string>;
};

/** Stands where a fact is not known: a page with it is not published. */
export const blank = "…";

/** The sentence of a promise, with the values in force. @throws where it names what there is not */
export function renderSentence(promise: string, fillings: Fillings): string {
  const { says } = canonicalNamed(promise);
  const template = typeof says === "string" ? says : says.options[String(valueNamed(says.by, fillings))];
  if (template === undefined) throw new Error(`${promise} has no sentence for the value in force`);
  return template.replaceAll(/\{([a-z_.]+)\}/g, (_, name: string) => fill(name, fillings));
}

function valueNamed(name: string, { valueOf }: Fillings): PolicyValue {
  if (!isParameter(name)) throw new Error(`promises/parameters.json has no ${name}`);
  return valueOf(name);
}

const fill = (name: string, fillings: Fillings): string =>
  isParameter(name) ? describeValue(parameters[name], fillings.valueOf(name)) : (fillings.facts.get(name) ?? blank);

const regions: Record<string, string> = { EU: "the European Union" };

/** A value as it stands in a sentence: `30 days`, `the European Union`. */
export function describeValue(parameter: Parameter, value: PolicyValue): string {
  if (parameter.kind === "number") {
    const unit = value === 1 ? parameter.unit.replace(/s$/, "") : parameter.unit;
    return `${String(value)} ${unit}`;
  }
  if (value === "any") return "any place";
  if (!Array.isArray(value)) return String(value).replaceAll("_", " ");
  const words = value.map((one: string) => regions[one] ?? one);
  return words.length === 0 ? "none" : new Intl.ListFormat("en-GB").format(words);
}
