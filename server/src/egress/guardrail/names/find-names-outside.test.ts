import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../../framework/clock.ts";
import { openLog } from "../../../framework/log.ts";
import { openFakePresidio } from "../../../integrations/presidio/fake.ts";
import { presidio } from "../../../integrations/presidio/presidio.ts";
import { operatorFetch } from "../../outward/operator-fetch.ts";
import { cutText, findNamesAnywhere, type NameServer } from "./find-names-outside.ts";
import { guessTextLanguage } from "./guess-text-language.ts";

let fake: Awaited<ReturnType<typeof openFakePresidio>>;
beforeAll(async () => {
  fake = await openFakePresidio();
});
afterAll(() => fake.close());

const lines: string[] = [];
const log = openLog({ level: "info", to: { write: (line) => void lines.push(line) } });

function workWith(more: Partial<NameServer> = {}) {
  const known: NameServer = {
    server: presidio({ url: fake.url, clock: systemClock }),
    fetch: operatorFetch({ idleTimeoutMs: 5000 }),
    languages: ["en"],
    whenSilent: "block",
    answerWithinMs: 3000,
    ...more,
  };
  return { log, clock: systemClock, port: () => known } as unknown as Parameters<typeof findNamesAnywhere>[0];
}
const find = async (text: string, more?: Partial<NameServer>) =>
  (await findNamesAnywhere(workWith(more), text)).map(({ start, end, rule }) => `${rule} ${text.slice(start, end)}`);

test("the operator's server is asked, in a language that it knows", async () => {
  expect(await find("Ada Lovelace ist heute nicht in London, und das ist gut.")).toEqual([
    "name-server.person Ada Lovelace",
    "name-server.location London",
  ]);
  expect(fake.asked.at(-1)).toMatchObject({ language: "en", entities: ["PERSON", "LOCATION", "ORGANIZATION"] });
});

test("a long text is asked about in parts, and its names are where they stand in the whole", async () => {
  const filler = "Nobody is here, and nothing happens.\n".repeat(500);
  const before = fake.asked.length;
  expect(await find(`${filler}Ada Lovelace${filler}`)).toEqual(["name-server.person Ada Lovelace"]);
  expect(fake.asked.length - before).toBeGreaterThan(3);
});

test("addresses are found by their form, whoever finds names", async () => {
  const text = "Ada Lovelace lives at 12 Baker Street.";
  const expected = ["name-server.person Ada Lovelace", "address.en 12 Baker Street"];
  expect(await find(text)).toEqual(expected);
  fake.misbehave("fail");
  expect((await find(text, { whenSilent: "local" })).at(-1)).toBe("address.en 12 Baker Street");
});

test("while it does not answer nothing leaves, where that is the choice, and the log quotes nothing", async () => {
  fake.misbehave("fail");
  await expect(find("Ada Lovelace")).rejects.toMatchObject({ code: "egress.blocked", facts: { rule: "names.unread" } });
  fake.misbehave("hang");
  await expect(find("Ada Lovelace", { answerWithinMs: 300 })).rejects.toMatchObject({ code: "egress.blocked" });
  expect(lines.join("")).toContain("did not answer");
  expect(lines.join("")).not.toContain("Ada");
});

test("where the tagger may stand in, it does", async () => {
  fake.misbehave("garble");
  expect(await find("Please call Sarah Miller.", { whenSilent: "local" })).toEqual(["name.person Sarah Miller"]);
});

test("whoever stops waiting is not told of a block", async () => {
  const controller = new AbortController();
  controller.abort(new Error("stopped by the caller"));
  const asked = findNamesAnywhere(workWith(), "Ada Lovelace", { signal: controller.signal });
  await expect(asked).rejects.toThrow("stopped by the caller");
});

test.each(["a".repeat(20_001), "word ".repeat(5000), "line\n".repeat(5000), "🎉".repeat(9000)])(
  "parts are the text again, and cut no letter in two (%#)",
  (text) => {
    const parts = [...cutText(text)].map(({ part }) => part);
    expect(parts.join("")).toBe(text);
    expect(parts.every((part) => part.isWellFormed())).toBe(true);
  },
);

test.each([
  ["The weather is nice and we are at home.", "en"],
  ["Das Wetter ist schön und wir sind nicht zu Hause.", "de"],
  ["Nous ne sommes pas à la maison mais il fait beau.", "fr"],
  ["No estamos en la casa pero hace buen tiempo.", "es"],
  ["Non siamo a casa ma il tempo è bello.", "it"],
  ["Wij zijn niet thuis maar het is mooi weer.", "nl"],
  ["Nie jesteśmy w domu, ale jest ładna pogoda.", "pl"],
  ["1234 -- ??", undefined],
])("%j is in %s", (text, language) => {
  expect(guessTextLanguage(text)).toBe(language);
});
