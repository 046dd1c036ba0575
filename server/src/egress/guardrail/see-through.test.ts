import fc from "fast-check";
import { expect, test } from "vitest";
import { allDetectors } from "./all-detectors.ts";
import { detectAll } from "./detect-all.ts";
import { seeThrough } from "./see-through.ts";

const find = async (raw: string) => {
  const seen = await seeThrough(raw);
  const hits = await detectAll(seen?.text ?? raw, allDetectors, { now: new Date() });
  return hits.map((hit) => (seen ? seen.toRaw(hit) : hit)).map(({ start, end, cls }) => [cls, raw.slice(start, end)]);
};

test.each([
  ["JSON's escapes", '{"to":"bob\\u0040example.org"}', "bob\\u0040example.org"],
  ["those of a web address", "mail=bob%40example.org now", "bob%40example.org"],
  ["those of HTML", "<p>bob&#64;example.org</p>", "bob&#64;example.org"],
  ["those of Markdown", "bob\\_smith@example.org", "bob\\_smith@example.org"],
  ["signs that nobody sees", "bob\u200b@exam\u00adple.org", "bob\u200b@exam\u00adple.org"],
])("an address is found through %s", async (_, text, value) => {
  expect(await find(`Write to ${text} today.`)).toContainEqual(["email", value]);
});

test("a card number is found in wide digits", async () => {
  expect(await find("４１１１ １１１１ １１１１ １１１１")).toEqual([["card", "４１１１ １１１１ １１１１ １１１１"]]);
});

test("what has no escapes is read once", async () => {
  expect(await seeThrough("100 % of AT&T, C:\\data and 50%")).toBeUndefined();
});

test("wherever a long text is cut, an escape is read whole and found where it stands", async () => {
  const property = fc.asyncProperty(fc.integer({ min: 8150, max: 8200 }), async (length) => {
    const raw = `${"x ".repeat(length).slice(0, length)} bob%40example.org ${"y ".repeat(50)}`;
    const hits = (await find(raw)).filter(([cls]) => cls === "email");
    expect(hits).toEqual([["email", "bob%40example.org"]]);
  });
  await fc.assert(property, { numRuns: 60 });
});
