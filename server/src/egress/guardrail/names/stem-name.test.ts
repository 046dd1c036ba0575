import { expect, test } from "vitest";
import { foldName } from "./fold-name.ts";
import { basesOf, stemName } from "./stem-name.ts";

/** A name, and forms of it as they stand in sentences. */
const forms: [string, string[]][] = [
  ["Müller", ["Müllers", "Mueller", "MÜLLER", "Müllern", "muller"]],
  ["Hansen", ["Hansens"]],
  ["Schmidt", ["Schmidts", "Schmidten"]],
  ["Weiß", ["Weiss", "Weißens"]],
  ["Kowalski", ["Kowalskiego", "Kowalskiemu", "Kowalskim", "Kowalskich"]],
  ["Kowalska", ["Kowalskiej", "Kowalską", "Kowalskie"]],
  ["Nowak", ["Nowaka", "Nowakowi", "Nowakiem", "Nowaku", "Nowakowie", "Nowaków", "Nowakom"]],
  ["Anna", ["Anny", "Annie", "Annę", "Anną", "Anno"]],
  ["Marek", ["Marka", "Markowi", "Markiem", "Marku"]],
  ["Paweł", ["Pawła", "Pawłowi", "Pawłem", "Pawle", "Pawel"]],
  ["Piotr", ["Piotra", "Piotrowi", "Piotrem", "Piotrze"]],
  ["Beata", ["Beaty", "Beacie", "Beatę"]],
  ["Monika", ["Moniki", "Monice", "Moniką"]],
  ["Magda", ["Magdy", "Magdzie"]],
  ["Jadwiga", ["Jadwidze", "Jadwigi"]],
  ["Łukasz", ["Łukasza", "Łukaszowi", "Lukasz"]],
  ["José", ["Jose", "JOSÉ"]],
  ["Søren", ["Soren", "Sørens"]],
  ["Иван", ["ИВАН", "иван"]],
];

test.each(forms)("all forms of %s have one stem, and lead back to it", (name, all) => {
  const base = foldName(name);
  for (const form of all) {
    const folded = foldName(form);
    expect(stemName(folded), form).toBe(stemName(base));
    expect(basesOf(folded), form).toContain(base);
  }
});

test("names that are not the same have stems of their own", () => {
  const names = "Müller Meyer Kowalski Nowak Marek Martin Piotr Peter Schmidt Schneider Weber Wagner".split(" ");
  expect(new Set(names.map((name) => stemName(foldName(name)))).size).toBe(names.length);
});

test("any word has a stem, and few bases, in no time", () => {
  for (const word of ["", "a", "ii", "s".repeat(60), "ace".repeat(20), "😀", "ﬀ"]) {
    const folded = foldName(word);
    expect(stemName(folded).length).toBeLessThanOrEqual(folded.length + 1);
    expect(basesOf(folded).length).toBeLessThan(120);
  }
});
