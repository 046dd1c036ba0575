import { expect, test } from "vitest";
import { readArguments, showHidden } from "./read-arguments.ts";

test("each argument is shown by its name, text as text and all else as JSON", () => {
  expect(readArguments('{"to":"a@b.test","n":2,"list":["x"],"text":"one\\ntwo"}')).toEqual([
    ["to", "a@b.test"],
    ["n", "2"],
    ["list", '[\n  "x"\n]'],
    ["text", "one\ntwo"],
  ]);
});

test("of two arguments of one name the one is shown that would be used", () => {
  expect(readArguments('{"to":"friend@b.test","to":"thief@b.test"}')).toEqual([["to", "thief@b.test"]]);
});

test("what is no object is not taken apart", () => {
  for (const json of ["[1]", "null", '"to"', "{", "{}", ""]) expect(readArguments(json)).toBeUndefined();
});

test("characters nobody sees cannot make one address look like another", () => {
  expect(showHidden("a\u202Etset.b\u200B")).toBe("a⟨U+202E⟩tset.b⟨U+200B⟩");
  expect(readArguments('{"to":"\\u2066x\\u0000"}')).toEqual([["to", "⟨U+2066⟩x⟨U+0000⟩"]]);
  expect(showHidden("line\n\ttab ü 漢")).toBe("line\n\ttab ü 漢");
});
