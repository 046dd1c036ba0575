import { expect, test } from "vitest";
import type { ClassId } from "../../classes.ts";
import type { Hit } from "../../detector.ts";
import { doAtOnce } from "../../take-turns.ts";
import { findAgain, type KnownValue } from "./find-again.ts";

const hit = (text: string, value: string, cls: ClassId = "person"): Hit => ({
  start: text.indexOf(value),
  end: text.indexOf(value) + value.length,
  cls,
  rule: `name.${cls}`,
  score: 0.7,
});
/** What is found in the last of several texts, where only the first holds what was found. */
function again(first: string, value: string, last: string, cls: ClassId = "person"): string[] {
  const given = [
    { text: first, hits: [hit(first, value, cls)] },
    { text: last, hits: [] },
  ];
  return valuesIn(last, doAtOnce(findAgain(given))[1]!);
}
const valuesIn = (text: string, hits: readonly Hit[]) => hits.map(({ start, end }) => text.slice(start, end));

test.each([
  ["Ask Colm Brannigan.", "Colm Brannigan", "Then Brannigan seconded; Colm left.", ["Brannigan"]],
  ["Ask Colm Brannigan.", "Colm Brannigan", "Brannigan, C.", ["Brannigan"]],
  ["Ask Colm Brannigan.", "Colm Brannigan", "COLM BRANNIGAN and colm brannigan", ["COLM BRANNIGAN", "colm brannigan"]],
  ["Ask Colm Brannigan.", "Colm Brannigan", "Brannigan's coat", ["Brannigan"]],
  ["Lia Drummond-Hay came.", "Lia Drummond-Hay", "Drummond-Hay left.", ["Drummond-Hay"]],
  ["Frau Petra Wegener half.", "Petra Wegener", "Wegeners Praxis", ["Wegeners"]],
  ["Marcin Zaręba dzwoni.", "Marcin Zaręba", "Dla Marcina Zaręby, od Zarębie", ["Marcina Zaręby", "Zarębie"]],
  ["Norbert Malicki wraca.", "Norbert Malicki", "Zastępuje Malickiego kolega", ["Malickiego"]],
])("%j, found as %j, is found again in %j", (first, value, last, expected) => {
  expect(again(first, value, last)).toEqual(expected);
});

test.each([
  ["Will May signs.", "Will May", "I will sign in May. Will you? May I?"],
  ["Rose Ng signs.", "Rose Ng", "The rose is red. Roses are. Ng?"],
  ["Ask Colm Brannigan.", "Colm Brannigan", "brannigan is also a word"],
  ["Mark is here.", "Mark", "Mark the date."],
])("common words, short ones and small letters alone mean nobody, though %j has such a name", (first, value, last) => {
  expect(again(first, value, last)).toEqual([]);
});

test("a form of address tells that even a common word is the name", () => {
  expect(again("Liebe Eva Sommer,", "Eva Sommer", "Im Sommer kommt Frau Sommer.")).toEqual(["Sommer"]);
  expect(again("Will May signs.", "Will May", "Will May will sign; Mr May may.")).toEqual(["Will May", "May"]);
});

test("an organization is found again without its legal form, an address by its street", () => {
  const [firm, street] = ["Eickhoff Metallbau GmbH", "Talweg 9, 58095 Hagen"];
  expect(again(`An ${firm}.`, firm, "Bei Eickhoff Metallbau", "organization")).toEqual(["Eickhoff Metallbau"]);
  expect(again(`An ${street}.`, street, "Im Talweg 9, nicht 10", "address")).toEqual(["Talweg 9"]);
});

test("what stood for something earlier in the conversation is found where nothing else is", () => {
  const text = "Brannigan will call; the map holds no card 4111.";
  const before: KnownValue[] = [
    ["person", "Colm Brannigan"],
    ["card", "4111"],
  ];
  expect(valuesIn(text, doAtOnce(findAgain([{ text, hits: [] }], before))[0]!)).toEqual(["Brannigan"]);
});

test("a form that was found keeps its class, and the name of a tool is left alone", () => {
  const text = "Colm Brannigan, colm.brannigan@x.example";
  const mail: Hit = { ...hit(text, "colm.brannigan@x.example", "email"), rule: "email", score: 1 };
  const given = [
    { text, hits: [hit(text, "Colm Brannigan"), mail] },
    { text: "Brannigan", hits: [], isName: true as const },
  ];
  expect(doAtOnce(findAgain(given))).toEqual([[hit(text, "Colm Brannigan"), mail], []]);
});

test("the surname that the tagger took for a place is the person's, the city everybody knows is not", () => {
  const text = "Hélio Camargo ligou. Camargo volta. Jack London wrote. He lived in London.";
  const hits = [
    hit(text, "Hélio Camargo"),
    { ...hit(text, "Camargo volta", "location"), end: text.indexOf(" volta") },
    hit(text, "Jack London"),
    { ...hit(text, "London.", "location"), end: text.length - 1 },
  ];
  expect(doAtOnce(findAgain([{ text, hits }]))[0]!.map(({ cls }) => cls)).toEqual([
    "person",
    "person",
    "person",
    "location",
  ]);
});

test.each(["Brannigan ", "Colm Brannigan ", "Brannigan-", "Colm. ", "Kowalskiego ", "x", "9 ", "'s "])(
  "what is repeated without end (%j) takes time in proportion to its length",
  (part) => {
    const timeOf = (length: number) => {
      const text = part.repeat(length / part.length);
      const began = process.cpuUsage();
      const before: KnownValue[] = [["person", "Colm Brannigan Kowalski"]];
      doAtOnce(findAgain([{ text, hits: [] }], before));
      const { user, system } = process.cpuUsage(began);
      return user + system;
    };
    timeOf(8000);
    const few = Math.max(timeOf(8000), timeOf(8000), 2000);
    expect(timeOf(64_000) / few).toBeLessThan(32);
  },
);
