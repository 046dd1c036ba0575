import { digitsOf, isDay, isMod11And10, pair, weigh } from "./check-digits.ts";
import type { Identifier } from "./identifier.ts";

/** Documents with ICAO 9303 check digits: weights 7, 3, 1, letters counting from A = 10. */
export function isIcao(compact: string): boolean {
  let sum = 0;
  for (let i = 0; i < compact.length - 1; i++) {
    const code = compact.charCodeAt(i);
    sum += (code <= 57 ? code - 48 : code - 55) * [7, 3, 1][i % 3]!;
  }
  return sum % 10 === compact.charCodeAt(compact.length - 1) - 48;
}

/** One digit comes twice or three times, and the first is not 0. */
function isGermanTaxId(compact: string): boolean {
  if (compact.startsWith("0") || !isMod11And10(compact)) return false;
  const counts = Array.from({ length: 10 }, () => 0);
  for (const digit of digitsOf(compact, 0, 10)) counts[digit]!++;
  const most = Math.max(...counts);
  return most === 2 || most === 3;
}

const crossSum = (n: number) => (n > 9 ? Math.floor(n / 10) + (n % 10) : n);

/** The letter counts as two digits; each product as the sum of its digits. */
function hasPensionCheck(compact: string): boolean {
  const letter = compact.charCodeAt(8) - 64;
  const digits = [...digitsOf(compact, 0, 8), Math.floor(letter / 10), letter % 10, ...digitsOf(compact, 9, 11)];
  const weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
  const sum = digits.reduce((total, digit, i) => total + crossSum(digit * weights[i]!), 0);
  return sum % 10 === compact.charCodeAt(11) - 48;
}

function hasInsuranceCheck(compact: string): boolean {
  const letter = compact.charCodeAt(0) - 64;
  const digits = [Math.floor(letter / 10), letter % 10, ...digitsOf(compact, 1, 9)];
  const sum = digits.reduce((total, digit, i) => total + crossSum(digit * (1 + (i % 2))), 0);
  return sum % 10 === compact.charCodeAt(9) - 48;
}

function isAustrianInsurance(compact: string): boolean {
  const check = weigh(compact, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11;
  return !compact.startsWith("0") && check === compact.charCodeAt(3) - 48 && pair(compact, 6) <= 15;
}

function isAustrianVat(compact: string): boolean {
  let sum = 4;
  for (let i = 0; i < 7; i++) {
    const digit = compact.charCodeAt(3 + i) - 48;
    sum += i % 2 ? crossSum(digit * 2) : digit;
  }
  return (10 - (sum % 10)) % 10 === compact.charCodeAt(10) - 48;
}

function isEan13(compact: string): boolean {
  return weigh(compact, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0;
}

export const germanyAustriaSwitzerland: readonly Identifier[] = [
  {
    id: "de.idnr",
    cls: "tax",
    forms: ["99 999 999 999"],
    labels: [
      "steuer id*",
      "steuerid*",
      "steueridentifikation*",
      "steuerliche identifikation*",
      "identifikationsnummer",
      "id nr",
      "idnr*",
      "tin",
      "tax id*",
      "steuer identifikation*",
    ],
    check: isGermanTaxId,
    alone: "written",
  },
  {
    id: "de.stnr",
    cls: "tax",
    forms: ["99/999/99999", "999/999/99999", "999/9999/9999", "9999999999999", "99999/99999"],
    labels: ["steuernummer*", "steuernr*", "st nr", "stnr", "steuer nr", "steuer nummer"],
    alone: "never",
  },
  {
    id: "de.vat",
    cls: "tax",
    forms: ["DE 999999999"],
    check: (c) => isMod11And10(c.slice(2)),
    alone: "always",
    labels: ["ust id*", "ustid*", "umsatzsteuer*", "vat"],
  },
  {
    id: "de.svnr",
    cls: "national",
    forms: ["99 999999 A 999"],
    labels: ["sozialversicherung*", "rentenversicherung*", "sv nr", "svnr", "sv nummer", "rvnr", "versicherungsnummer"],
    check: (c) => isDay(pair(c, 6), pair(c, 4), pair(c, 2)) && hasPensionCheck(c),
    alone: "always",
  },
  {
    id: "de.kvnr",
    cls: "health_number",
    forms: ["A999999999"],
    labels: [
      "krankenversicher*",
      "versichertennummer*",
      "versicherten nr",
      "versichertennr",
      "kvnr",
      "krankenkasse*",
      "gesundheitskarte*",
    ],
    check: hasInsuranceCheck,
    alone: "never",
  },
  {
    id: "de.pwnr",
    cls: "national",
    forms: ["AXXXXXXX9", "AXXXXXXXX9"],
    labels: ["personalausweis*", "ausweisnummer", "ausweisnr", "ausweis nr", "ausweis", "perso"],
    check: (c) => c.length === 9 || isIcao(c),
    alone: "never",
  },
  {
    id: "de.passport",
    cls: "passport",
    forms: ["AXXXXXXX9", "AXXXXXXXX9", "AXXXXXXXX"],
    labels: ["reisepass*", "pass nr", "passnummer", "passnr", "pass nummer"],
    alone: "never",
  },
  {
    id: "de.plate",
    cls: "plate",
    forms: [
      "A-A 9999",
      "A-AA 9999",
      "AA-A 9999",
      "AA-AA 9999",
      "AA-AA 999",
      "AAA-AA 999",
      "AAA-A 999",
      "A-AA 999",
      "AA-A 999",
      "A-A 999",
      "AA-AA 99",
      "AAA-AA 99",
    ],
    alone: "written",
  },
  {
    id: "at.svnr",
    cls: "national",
    forms: ["9999 999999"],
    labels: ["sozialversicherung*", "sv nr", "svnr", "sv nummer", "versicherungsnummer", "svn"],
    check: isAustrianInsurance,
    alone: "never",
  },
  {
    id: "at.uid",
    cls: "tax",
    forms: ["ATU 99999999"],
    check: isAustrianVat,
    alone: "always",
    labels: ["uid*", "ust id*", "vat"],
  },
  {
    id: "at.tin",
    cls: "tax",
    forms: ["99-999/9999"],
    labels: ["steuernummer*", "abgabenkontonummer", "st nr", "stnr"],
    alone: "never",
  },
  {
    id: "ch.ahv",
    cls: "national",
    forms: ["756.9999.9999.99"],
    labels: ["ahv*", "avs*", "sozialversicherung*", "navs*"],
    check: isEan13,
    alone: "always",
  },
  {
    id: "ch.uid",
    cls: "tax",
    forms: ["CHE-999.999.999"],
    labels: ["uid*", "mwst*", "tva*"],
    check: (c) => (11 - (weigh(c, [5, 4, 3, 2, 7, 6, 5, 4], 3) % 11)) % 11 === c.charCodeAt(11) - 48,
    alone: "always",
  },
];
