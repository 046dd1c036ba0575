import { UsageError } from "../usage-error.ts";

/** The forms of a module's name: `api-keys` gives `apiKeys`, `api-key`, `apiKey` and `api_keys`. */
export type Words = { plural: string; singular: string; camelPlural: string; camelSingular: string; table: string };

const pluralNoun = /^[a-z]+(?:-[a-z]+)*s$/;

/** @throws UsageError where `name` is not a plural noun in kebab-case */
export function readWords(name: string): Words {
  if (!pluralNoun.test(name)) {
    throw new UsageError(`"${name}" names no module. Use a plural noun in kebab-case: webhooks.`);
  }
  const singular = name.endsWith("ies") ? `${name.slice(0, -3)}y` : name.slice(0, -1);
  return {
    plural: name,
    singular,
    camelPlural: camelCase(name),
    camelSingular: camelCase(singular),
    table: name.replaceAll("-", "_"),
  };
}

export function camelCase(kebab: string): string {
  return kebab.replaceAll(/-(?<letter>[a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
