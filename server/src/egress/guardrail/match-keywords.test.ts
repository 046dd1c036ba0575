import fc from "fast-check";
import { expect, test } from "vitest";
import { buildMatcher } from "./match-keywords.ts";

const find = (words: readonly string[], text: string) => {
  const found: string[] = [];
  buildMatcher(words).each(text, (word, end) => found.push(`${end}:${words[word]}`));
  return found.toSorted();
};

test("finds each place where a word ends, as looking for each word by itself does", () => {
  const word = fc
    .array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 4 })
    .map((letters) => letters.join(""));
  const text = fc.array(fc.constantFrom("a", "b", "c", "A", "d"), { maxLength: 60 }).map((letters) => letters.join(""));
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 8 }), text, (words, where) => {
      const lower = where.toLowerCase();
      const expected = words.flatMap((one) =>
        Array.from({ length: lower.length + 1 }, (_, end) => end)
          .filter((end) => lower.slice(0, end).endsWith(one))
          .map((end) => `${end}:${one}`),
      );
      expect(find(words, where)).toEqual(expected.toSorted());
    }),
  );
});

test("takes Latin letters with and without marks as the same, and other scripts in either case", () => {
  expect(find(["contraseña"], "CONTRASENA contraseña")).toHaveLength(2);
  expect(find(["пароль"], "Пароль ПАРОЛЬ")).toHaveLength(2);
});
