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
  ["HTML without its closing signs", "bob&#64example&#46org", "bob&#64example&#46org"],
  ["those of other languages", "bob\\x40example\\u{2e}org", "bob\\x40example\\u{2e}org"],
  ["an escape of an escape", "bob%2540example.org", "bob%2540example.org"],
  ["marks of direction", "\u2066b\u2069o\u202eb\u202c@example.org", "b\u2069o\u202eb\u202c@example.org"],
  ["tags and selectors", "bo\ufe0fb\u{e0061}@example.org", "bo\ufe0fb\u{e0061}@example.org"],
  ["hexadecimal digits", "626f62406578616d706c652e6f7267", "626f62406578616d706c652e6f7267"],
  ["spaces between its letters", "b o b @ e x a m p l e . o r g", "b o b @ e x a m p l e . o r g"],
  ["mail's escapes", "bob=40example.org a=3Db", "bob=40example.org"],
])("an address is found through %s", async (_, text, value) => {
  expect(await find(`Write to ${text} today.`)).toContainEqual(["email", value]);
});

test("letters that stand alone are no address for a sign between them", async () => {
  expect(await seeThrough("plan A @ B C . D, or Ann @ h o m e . d e")).toBeUndefined();
});

test("a card number is found in wide digits", async () => {
  expect(await find("４１１１ １１１１ １１１１ １１１１")).toEqual([["card", "４１１１ １１１１ １１１１ １１１１"]]);
});

const said = "Please write to bob@example.org, not to me.";
test.each([
  ["mail's base64", Buffer.from(said).toString("base64")],
  ["the web's base64", Buffer.from(`${said}??>>`).toString("base64url")],
  ["base64 of base64", Buffer.from(Buffer.from(said).toString("base64")).toString("base64")],
])("an address within %s is found, and all of it goes", async (_, block) => {
  expect(await find(`data:text/plain;base64,${block}`)).toContainEqual(["email", block]);
  expect(await find(`https://shop.example/unsubscribe/${block}`)).toContainEqual(
    expect.arrayContaining(["email", expect.stringContaining(block)]),
  );
});

test("an address is found wherever it is in a long block of base64", async () => {
  for (const length of [6100, 6101, 6102, 12_300]) {
    const block = Buffer.from(`${"Ж".repeat(length >> 1)} bob@example.org ${"я ".repeat(9000)}`).toString("base64");
    const hits = await find(`x ${block}`);
    expect(hits.map(([cls]) => cls)).toContain("email");
  }
});

test.each([
  ["Gujarati", 0xae6],
  ["Tamil", 0xbe6],
  ["Thai", 0xe50],
  ["bold", 0x1d7ce],
  ["segmented", 0x1fbf0],
])("a card number is found in %s digits", async (_, zero) => {
  const card = "4111 1111 1111 1111".replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
  expect(await find(card)).toEqual([["card", card]]);
});

test.each([
  [
    "my number is zero one seven one, two three four five six seven eight",
    "zero one seven one, two three four five six seven eight",
  ],
  [
    "call plus four nine one seven one double two three four five six seven",
    "plus four nine one seven one double two three four five six seven",
  ],
  [
    "Meine Nummer ist null eins sieben eins zwei drei vier fünf sechs sieben acht.",
    "null eins sieben eins zwei drei vier fünf sechs sieben acht",
  ],
  [
    "mon numéro est zéro six un deux trois quatre cinq six sept huit",
    "zéro six un deux trois quatre cinq six sept huit",
  ],
  ["mi número es seis uno dos tres cuatro cinco seis siete ocho", "seis uno dos tres cuatro cinco seis siete ocho"],
  [
    "il mio numero è tre quattro sette uno due tre quattro cinque sei sette",
    "tre quattro sette uno due tre quattro cinque sei sette",
  ],
  ["mijn nummer is nul zes een twee drie vier vijf zes zeven acht", "nul zes een twee drie vier vijf zes zeven acht"],
  [
    "mój numer to pięć jeden dwa trzy cztery pięć sześć siedem osiem",
    "pięć jeden dwa trzy cztery pięć sześć siedem osiem",
  ],
  ["meu número é nove um dois três quatro cinco meia sete oito", "nove um dois três quatro cinco meia sete oito"],
])("a phone said digit by digit is found: %s", async (text, value) => {
  expect(await find(text)).toEqual([["phone", value]]);
});

test.each([
  [
    "call me on oh seven seven twenty-three forty-one sixteen ninety",
    "oh seven seven twenty-three forty-one sixteen ninety",
  ],
  [
    "mon numéro est zéro six douze trente-quatre cinquante-six soixante-dix-huit",
    "zéro six douze trente-quatre cinquante-six soixante-dix-huit",
  ],
  [
    "Meine Nummer ist null eins sieben zwo dreiundzwanzig vierunddreißig sechsundfünfzig",
    "null eins sieben zwo dreiundzwanzig vierunddreißig sechsundfünfzig",
  ],
  [
    "mi número es seis doce treinta y cuatro cincuenta y seis setenta y ocho",
    "seis doce treinta y cuatro cincuenta y seis setenta y ocho",
  ],
  [
    "il mio numero è tre quaranta otto ventitré trentuno cinquantasei",
    "tre quaranta otto ventitré trentuno cinquantasei",
  ],
  [
    "mijn nummer is nul zes drieëntwintig vierenveertig vijfenvijftig zesenzestig",
    "nul zes drieëntwintig vierenveertig vijfenvijftig zesenzestig",
  ],
])("a phone said in tens is found: %s", async (text, value) => {
  expect(await find(text)).toEqual([["phone", value]]);
});

test("tens and units are one number only where they are said as one", async () => {
  const seen = await seeThrough("quatre-vingt-douze, soixante et onze, twenty, three, zéro six");
  expect(seen?.text).toBe("927120306");
});

test("counting is no number of anybody's", async () => {
  expect(await find("We count one two three four five six seven eight nine ten, all together.")).toEqual([]);
});

test.each([
  "sha512-XI5MPzVNApjAyhQzphX8BkmKsKUxD4LdyK24iZeQGinBN9yTQT3bFlCBy/aVx2HrNcqQGsdot8ghrjyrvMCoEA==",
  "server/src/egress/guardrail/preview-request-of-somebody.ts and internationalisation_of_everything",
  "8c3f5b0e1d2a4c6f7e8d9b0a1c2d3e4f5a6b7c8d",
])("what decodes to no text is read once: %s", async (text) => {
  expect(await seeThrough(text)).toBeUndefined();
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
