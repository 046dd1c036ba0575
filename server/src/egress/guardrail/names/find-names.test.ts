import { expect, test } from "vitest";
import { detectAll } from "../detect-all.ts";
import type { ClassId } from "../classes.ts";
import { names } from "./find-names.ts";

const find = (text: string, cls: ClassId) =>
  names
    .detect(text, { now: new Date(0) })
    .filter((hit) => hit.cls === cls)
    .map(({ start, end }) => text.slice(start, end));

test.each([
  ["Please call Sarah Miller about the invoice.", "Sarah Miller"],
  ["Hi Thomas, thanks for the call. Regards, Julia Novak", "Thomas|Julia Novak"],
  ["Mr. Okafor signed the contract yesterday.", "Okafor"],
  ["my name is anna schmidt and i live in berlin", "anna schmidt"],
  ["According to J. K. Whitfield, the plan failed.", "J. K. Whitfield"],
  ["Herr Müller wohnt seit 1999 in Köln.", "Müller"],
  ["Sehr geehrte Frau Dr. Lindner, vielen Dank für Ihre Nachricht.", "Lindner"],
  ["Je m'appelle Camille Laurent et j'habite à Lyon.", "Camille Laurent"],
  ["Me llamo Lucía Fernández y vivo en Sevilla.", "Lucía Fernández"],
  ["Mi chiamo Giulia Ferrari e abito a Bologna.", "Giulia Ferrari"],
  ["Met vriendelijke groet, Sanne de Vries", "Sanne de Vries"],
  ["Abmahnung durch Frau Lindemann. Quandt bestreitet es.", "Lindemann|Quandt"],
  ["anwezig Samira, dhr. Peeters. Elzinga stuurt het rond.", "Samira|Peeters|Elzinga"],
  ["J. K. Whitfield met Dr. Quincy Adams Jr. Then left.", "J. K. Whitfield|Quincy Adams Jr."],
  ["Familie Obermüller wohnt oben.", "Obermüller"],
  ["anwesend Fr. Akgün, Hr. Vogt, Celina", "Akgün|Vogt|Celina"],
  ["Nazywam się Katarzyna Wójcik i mieszkam w Krakowie.", "Katarzyna Wójcik"],
])("finds who is named in %j", (text, expected) => {
  expect(find(text, "person").join("|")).toBe(expected);
});

test.each([
  "The meeting is on Monday in the large room.",
  "Die Rechnung liegt auf dem Tisch.",
  "What is the price of a Big Mac?",
])("takes nobody for named in %j", (text) => {
  expect(find(text, "person")).toEqual([]);
});

test("finds places and organizations", () => {
  const text = "She moved from Paris to Warsaw to work for Siemens.";
  expect([find(text, "location").join("|"), find(text, "organization").join("|")]).toEqual(["Paris|Warsaw", "Siemens"]);
});

test("a mail or web address is no name, and a possessive ending is no part of one", () => {
  expect(find("Write to anna.schmidt@example.org or see www.anna-schmidt.example", "person")).toEqual([]);
  expect(find("I met Anna Schmidt's brother.", "person")).toEqual(["Anna Schmidt"]);
  expect(find("What did Anna Schmidt ' s brother say?", "person")).toEqual(["Anna Schmidt"]);
});

test("offsets are of the text as it is, whatever comes before", () => {
  const text = "🎉🎉 ﷽ \r\n\t— Regards,\nAnna Schmidt\n";
  const [hit] = names.detect(text, { now: new Date(0) });
  expect(text.slice(hit!.start, hit!.end)).toBe("Anna Schmidt");
});

const hostile = ["a", "Aa ", "@", "-A", "\ud800", "'s", "New York ", "A.", "\n", "É́", "Anna-", "x@"];
test.each(hostile)("what is repeated without end (%j) takes time in proportion to its length", (part) => {
  const timeOf = (length: number) => {
    const text = part.repeat(length / part.length);
    const began = process.cpuUsage();
    names.detect(text, { now: new Date(0) });
    const { user, system } = process.cpuUsage(began);
    return user + system;
  };
  timeOf(8000);
  const few = Math.max(timeOf(8000), timeOf(8000), 2000);
  expect(timeOf(64_000) / few).toBeLessThan(32);
});

test("a long text is tagged in turns, and says the same as in one", async () => {
  const text = "Please call Sarah Miller in Paris about the invoice.\n".repeat(800);
  const of = { now: new Date(0) };
  const spans = (hits: { start: number; end: number }[]) => hits.map(({ start, end }) => `${start}-${end}`);
  expect(spans(await detectAll(text, [names], of))).toEqual(spans(names.detect(text, of)));
});

test.each(["Louder!", "Uno", "Echo: is anybody there?", "echo: *Hi*", "Note: this is done.", "Thanks, and goodbye."])(
  "a plain word where a name could stand is none (%j)",
  (text) => {
    expect(find(text, "person")).toEqual([]);
  },
);

test.each([
  ["Anna", "Anna"],
  ["Mr. Okafor and Mrs. Lee", "Okafor|Lee"],
  ["Thanks, Will", "Will"],
])("a name is one where little stands around it (%j)", (text, expected) => {
  expect(find(text, "person").join("|")).toBe(expected);
});
