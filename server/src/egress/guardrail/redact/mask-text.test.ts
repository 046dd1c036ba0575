import fc from "fast-check";
import { expect, test } from "vitest";
import type { Hit } from "../detector.ts";
import { maskTexts } from "./mask-text.ts";
import { type Entry, openPlaceholders } from "./placeholders.ts";
import { openRestorer } from "./restore-text.ts";

const hit = (text: string, value: string, cls: Hit["cls"] = "email"): Hit => {
  const start = text.indexOf(value);
  return { start, end: start + value.length, cls, rule: "test", score: 1 };
};
const restore = (text: string, entries: readonly Entry[], sizes: number[] = [text.length]) => {
  const restorer = openRestorer(openPlaceholders(entries));
  let [shown, at] = ["", 0];
  for (const size of sizes) {
    shown += restorer.push(text.slice(at, at + size));
    at += size;
  }
  return shown + restorer.push(text.slice(at)) + restorer.end(false);
};

const ada = { label: { word: "PERSON", number: 1 }, value: "Ada Lovelace" };
const mail = { label: { word: "EMAIL", number: 1 }, value: "ada@example.org" };

test("the same value has the same placeholder, another spelling another one", () => {
  const texts = ["Ada Lovelace and Ada Lovelace", "ADA LOVELACE"];
  const placeholders = openPlaceholders();
  const hits = [
    [hit(texts[0]!, "Ada Lovelace", "person"), { ...hit(texts[0]!, "Ada Lovelace", "person"), start: 17, end: 29 }],
    [hit(texts[1]!, "ADA LOVELACE", "person")],
  ];
  const masked = maskTexts(
    texts.map((text, at) => ({ text, hits: hits[at]! })),
    placeholders,
  );
  expect(masked).toEqual(["[PERSON_1] and [PERSON_1]", "[PERSON_2]"]);
});

test("text that looks like a placeholder comes back as it was written", () => {
  const placeholders = openPlaceholders([mail]);
  const text = "Is [EMAIL_1] or (e-mail 2) or email_2 bob@example.org? [TEXT_1]";
  const [masked] = maskTexts([{ text, hits: [hit(text, "bob@example.org")] }], placeholders);
  expect(masked).toBe("Is [TEXT_2] or (e-mail 2) or email_2 [EMAIL_3]? [TEXT_1]");
  expect(restore(masked!, [mail, ...placeholders.added])).toBe(text);
});

test("in a long text, too, what looks like a placeholder comes back as it was written, wherever it stands", () => {
  for (let before = 65_520; before < 65_545; before += 4) {
    const placeholders = openPlaceholders([mail]);
    const text = `${"x ".repeat(before).slice(0, before)} [EMAIL_1] email_1 ${"y ".repeat(40_000)}`;
    const [masked] = maskTexts([{ text, hits: [] }], placeholders);
    expect(masked).not.toMatch(/email_1/i);
    expect(restore(masked!, [mail, ...placeholders.added])).toBe(text);
  }
});

test.each([
  ["[person_1]", "Ada Lovelace"],
  ["\\[PERSON\\_1\\]", "Ada Lovelace"],
  ["[Person 1]'s", "Ada Lovelace's"],
  ["[ PERSON-1 ]", "Ada Lovelace"],
  ["(PERSON_01)", "Ada Lovelace"],
  ["**PERSON_1**", "**Ada Lovelace**"],
  ["<person:1>", "Ada Lovelace"],
  ["[[EMAIL_1]](mailto:[EMAIL_1])", "[ada@example.org](mailto:ada@example.org)"],
  ["Liebe [PERSON_1], hier ist [EMAIL_1].", "Liebe Ada Lovelace, hier ist ada@example.org."],
])("a model's %s is read as what it stands for", (written, restored) => {
  expect(restore(written, [ada, mail])).toBe(restored);
});

test.each(["[PERSON_2]", "person 1", "my_person_1", "PERSON_12", "[PHONE_1]", "PERSON_1_b", "[PERSON_1"])(
  "%s stands for nothing and stays",
  (written) => {
    expect(restore(written, [ada, mail])).toBe(written);
  },
);

test("what was put back is never read again", () => {
  const nested = { label: { word: "TEXT", number: 1 }, value: "[EMAIL_1] [TEXT_1]" };
  expect(restore("a [TEXT_1] b", [mail, nested])).toBe("a [EMAIL_1] [TEXT_1] b");
});

test("an answer that was cut off shows no half placeholder", () => {
  const half = openRestorer(openPlaceholders([mail]));
  expect(half.push("Write to [EMAI") + half.end(true)).toBe("Write to ");
  const whole = openRestorer(openPlaceholders([mail]));
  expect(whole.push("Write to [EMAI") + whole.end(false)).toBe("Write to [EMAI");
});

const values = fc.constantFrom("ada@example.org", "[EMAIL_1]", "Bob", "x]", "[", "EMAIL_2", "ümläut", "\\[");
const pieces = fc.array(
  fc.oneof(
    fc.record({ value: values, cls: fc.constantFrom<Hit["cls"]>("email", "person", "health_number") }),
    fc.string({
      unit: fc.constantFrom("[", "]", "(", ")", "\\", "_", "1", "2", " ", "E", "MAIL", "PERSON", "email", "T", "TEXT"),
    }),
  ),
  { maxLength: 12 },
);

test("an echoed text comes back byte for byte, however it is split", () => {
  fc.assert(
    fc.property(
      fc.array(pieces, { minLength: 1, maxLength: 3 }),
      fc.array(fc.integer({ min: 0, max: 9 })),
      (turns, sizes) => {
        let known: Entry[] = [];
        for (const parts of turns) {
          let text = "";
          const hits: Hit[] = [];
          for (const part of parts) {
            if (typeof part === "string") text += part;
            else {
              hits.push({
                start: text.length,
                end: text.length + part.value.length,
                cls: part.cls,
                rule: "r",
                score: 1,
              });
              text += part.value;
            }
          }
          const placeholders = openPlaceholders(known);
          const [masked] = maskTexts([{ text, hits }], placeholders);
          known = known.concat(placeholders.added);
          expect(restore(masked!, known, sizes)).toBe(text);
        }
      },
    ),
    { numRuns: 3000 },
  );
});
