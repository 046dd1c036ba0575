import { expect, test } from "vitest";
import { allIdentifiers } from "./all-identifiers.ts";
import documented from "./fixtures/documented-numbers.json" with { type: "json" };

const kinds: Record<string, RegExp> = { "9": /\d/, A: /[A-Z]/, X: /[A-Z\d]/ };

function recognizes(id: string, number: string): boolean {
  const { forms, check } = allIdentifiers.find((one) => one.id === id)!;
  const compact = number.toUpperCase().replace(/[^A-Z\d]/g, "");
  const fits = (form: string) => {
    const plain = form.replace(/[ ./+-]/g, "");
    return (
      plain.length === compact.length &&
      [...plain].every((kind, i) => (kinds[kind] ?? { test: (c: string) => c === kind }).test(compact[i]!))
    );
  };
  return forms.some(fits) && (check?.(compact) ?? true);
}

test.each(Object.entries(documented.numbers))(
  "%s takes what is documented as valid and nothing documented as invalid",
  (id, { valid, invalid }) => {
    expect(valid.length + invalid.length).toBeGreaterThan(0);
    expect(valid.filter((number) => !recognizes(id, number))).toEqual([]);
    expect(invalid.filter((number) => recognizes(id, number))).toEqual([]);
  },
);

test("no two numbers share an id, and every country of the European Union has one", () => {
  const ids = allIdentifiers.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const union = "at be bg hr cy cz dk ee fi fr de gr hu ie it lv lt lu mt nl pl pt ro sk si es se".split(" ");
  expect(union.filter((country) => !ids.some((id) => id.startsWith(`${country}.`)))).toEqual([]);
});

test("a number that stands alone is known by check digits or by how it is written", () => {
  const loose = allIdentifiers.filter(
    ({ alone, check, forms }) => alone === "always" && !check && forms.some((form) => /^[9 ./-]+$/.test(form)),
  );
  expect(loose.map(({ id }) => id)).toEqual([]);
});
