import { expect, test } from "vitest";
import { addresses } from "./find-addresses.ts";

const find = (text: string) =>
  addresses.detect(text, { now: new Date(0) }).map(({ start, end }) => text.slice(start, end));

test.each([
  ["He lives at 221 Baker Street, London NW1 6XE, since May.", "221 Baker Street, London NW1 6XE"],
  ["Ship to 1600 Pennsylvania Ave NW, Washington, DC 20500 please", "1600 Pennsylvania Ave NW, Washington, DC 20500"],
  ["3189 Cherry Ln, Arlington, AK 59607", "3189 Cherry Ln, Arlington, AK 59607"],
  ["12 high street", "12 high street"],
  ["742 Evergreen Terrace, Apt 4", "742 Evergreen Terrace, Apt 4"],
  ["Herr Müller, Hauptstraße 12a, 10115 Berlin, wohnt dort.", "Hauptstraße 12a, 10115 Berlin"],
  ["Karl-Marx-Straße 5", "Karl-Marx-Straße 5"],
  ["wohnt in der Berliner Allee 12-14 in Hamburg", "Berliner Allee 12-14"],
  ["Goethestr. 7, 60313 Frankfurt am Main", "Goethestr. 7, 60313 Frankfurt am Main"],
  ["12 bis, rue de la Paix, 75002 Paris", "12 bis, rue de la Paix, 75002 Paris"],
  ["j'habite au 45 avenue Victor Hugo depuis mai", "45 avenue Victor Hugo"],
  ["Vivo en Calle de Alcalá, 45, 28014 Madrid", "Calle de Alcalá, 45, 28014 Madrid"],
  ["abita in Via Giuseppe Garibaldi 12, 00153 Roma", "Via Giuseppe Garibaldi 12, 00153 Roma"],
  ["Prinsengracht 263, 1016 GV Amsterdam", "Prinsengracht 263, 1016 GV Amsterdam"],
  ["zam. ul. Marszałkowska 10 m. 5, 00-590 Warszawa", "ul. Marszałkowska 10 m. 5, 00-590 Warszawa"],
  ["Lieferung nach 80331 München", "80331 München"],
  ["Springfield, IL 62704", "Springfield, IL 62704"],
])("finds the address in %j", (text, expected) => {
  expect(find(text)).toEqual([expected]);
});

test.each([
  "In 2019 we drove a long way.",
  "She scored 5 points on the road.",
  "Das ist ein langer Weg.",
  "The court of 12 judges will rule.",
  "3 of the 5 lakes are closed",
  "via e-mail on 12 May",
  "Chapter 12 Drive carefully",
  "12345 people came",
  "order 12 pizza, place it here",
  "ab 2024 gilt das",
])("finds none in %j", (text) => {
  expect(find(text)).toEqual([]);
});

test.each(["12 St ", "1 a ", "via A ", "straße 1 ", "12345 A ", "1-", "ul. ", "Street ", "12 rue de ", "A, IL "])(
  "what is repeated without end (%j) takes time in proportion to its length",
  (part) => {
    const timeOf = (length: number) => {
      const text = part.repeat(length / part.length);
      const began = process.cpuUsage();
      addresses.detect(text, { now: new Date(0) });
      const { user, system } = process.cpuUsage(began);
      return user + system;
    };
    timeOf(8000);
    const few = Math.max(timeOf(8000), timeOf(8000), 2000);
    expect(timeOf(64_000) / few).toBeLessThan(32);
  },
);
