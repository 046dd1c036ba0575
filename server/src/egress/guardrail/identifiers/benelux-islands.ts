import { isDay, isLuhn, isVerhoeff, pair, weigh } from "./check-digits.ts";
import type { Identifier } from "./identifier.ts";

function isBsn(compact: string): boolean {
  const number = compact.padStart(9, "0");
  return weigh(number, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 && Number(number) > 0;
}

/** Whoever was born since 2000 has a 2 before the number that is checked. */
function isBelgian(compact: string): boolean {
  const [number, check] = [Number(compact.slice(0, 9)), pair(compact, 9)];
  const month = pair(compact, 2) % 20;
  if (month > 12 || pair(compact, 4) > 31) return false;
  return 97 - (number % 97) === check || 97 - ((2_000_000_000 + number) % 97) === check;
}

const isLuxembourgish = (compact: string) =>
  isDay(Number(compact.slice(0, 4)), pair(compact, 4), pair(compact, 6)) &&
  (isLuhn(compact.slice(0, 12)) || isVerhoeff(compact.slice(0, 11) + compact[12]));

const ppsLetters = "WABCDEFGHIJKLMNOPQRSTUV";
function isPps(compact: string): boolean {
  const second = compact.length > 8 ? Math.max(0, ppsLetters.indexOf(compact[8]!)) * 9 : 0;
  return ppsLetters[(weigh(compact, [8, 7, 6, 5, 4, 3, 2]) + second) % 23] === compact[7];
}

/** Some letters and prefixes are never given out. */
function isNino(compact: string): boolean {
  const prefix = compact.slice(0, 2);
  if (/[DFIQUV]/.test(prefix) || prefix[1] === "O") return false;
  return !["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].includes(prefix) && /[A-D]/.test(compact[8]!);
}

const isNhs = (compact: string) =>
  (11 - (weigh(compact, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === compact.charCodeAt(9) - 48;

function isBritishVat(compact: string): boolean {
  const digits = compact.replace("GB", "");
  const sum = weigh(digits, [8, 7, 6, 5, 4, 3, 2]) + pair(digits, 7);
  return sum % 97 === 0 || (sum + 55) % 97 === 0;
}

const cypriotOdd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
function isCypriot(compact: string): boolean {
  let sum = 0;
  for (let i = 0; i < 8; i++) {
    const digit = compact.charCodeAt(i) - 48;
    sum += i % 2 ? digit : cypriotOdd[digit]!;
  }
  return sum % 26 === compact.charCodeAt(8) - 65;
}

export const beneluxIslands: readonly Identifier[] = [
  {
    id: "nl.bsn",
    cls: "national",
    forms: ["999 999 999", "9999.99.999"],
    labels: ["bsn", "burgerservicenummer*", "burger service*", "sofinummer", "sofi nummer", "sofi"],
    check: isBsn,
    alone: "never",
  },
  { id: "nl.vat", cls: "tax", forms: ["NL 999999999 B 99"], labels: ["btw*"], alone: "always" },
  { id: "nl.passport", cls: "passport", forms: ["AAXXXXXX9"], labels: ["paspoort*"], alone: "never" },
  {
    id: "nl.id",
    cls: "national",
    forms: ["AAXXXXXX9"],
    labels: ["identiteitskaart*", "id kaart", "identiteitsbewijs*"],
    alone: "never",
  },
  { id: "nl.licence", cls: "licence", forms: ["9999999999"], labels: ["rijbewijs*"], alone: "never" },
  {
    id: "nl.plate",
    cls: "plate",
    forms: ["XX-XXX-X", "X-XXX-XX", "XX-XX-XX"],
    labels: ["kenteken*", "nummerplaat"],
    alone: "never",
  },
  {
    id: "be.nn",
    cls: "national",
    forms: ["99.99.99-999.99"],
    labels: ["rijksregister*", "insz", "niss", "registre national", "numero national", "nationaal nummer", "nn", "rrn"],
    check: isBelgian,
    alone: "written",
  },
  {
    id: "be.vat",
    cls: "tax",
    forms: ["BE 9999.999.999", "BE 999.999.999"],
    labels: ["btw*", "tva*", "ondernemingsnummer", "kbo", "bce"],
    check: (c) => (Number(c.slice(2, -2)) + pair(c, c.length - 2)) % 97 === 0,
    alone: "always",
  },
  {
    id: "be.enterprise",
    cls: "tax",
    forms: ["9999.999.999"],
    labels: ["ondernemingsnummer", "kbo*", "bce", "numero d entreprise", "btw*"],
    check: (c) => (Number(c.slice(0, 8)) + pair(c, 8)) % 97 === 0,
    alone: "never",
  },
  { id: "be.plate", cls: "plate", forms: ["9-AAA-999"], labels: ["nummerplaat", "plaque"], alone: "written" },
  {
    id: "lu.matricule",
    cls: "national",
    forms: ["9999 99 99 99999"],
    labels: ["matricule*", "securite sociale", "cns"],
    check: isLuxembourgish,
    alone: "always",
  },
  {
    id: "lu.vat",
    cls: "tax",
    forms: ["LU 99999999"],
    labels: ["tva*"],
    check: (c) => Number(c.slice(2, 8)) % 89 === pair(c, 8),
    alone: "always",
  },
  {
    id: "ie.pps",
    cls: "national",
    forms: ["9999999A", "9999999AA"],
    labels: ["pps*", "ppsn", "personal public service*"],
    check: isPps,
    alone: "always",
  },
  { id: "ie.vat", cls: "tax", forms: ["IE 9X99999A", "IE 9999999AA"], labels: ["vat"], alone: "always" },
  {
    id: "ie.plate",
    cls: "plate",
    forms: ["99-A-99999", "999-A-99999", "999-A-9999", "999-AA-999"],
    labels: ["reg", "plate", "plates"],
    alone: "never",
  },
  {
    id: "gb.nino",
    cls: "national",
    forms: ["AA 99 99 99 A"],
    labels: ["nino", "ni number", "ni no", "national insurance*"],
    check: isNino,
    alone: "always",
  },
  { id: "gb.nhs", cls: "health_number", forms: ["999 999 9999"], labels: ["nhs*"], check: isNhs, alone: "never" },
  {
    id: "gb.utr",
    cls: "tax",
    forms: ["99999 99999"],
    labels: ["utr", "unique taxpayer*", "tax reference"],
    alone: "never",
  },
  { id: "gb.vat", cls: "tax", forms: ["GB 999 9999 99"], labels: ["vat"], check: isBritishVat, alone: "always" },
  { id: "gb.vat-bare", cls: "tax", forms: ["999 9999 99"], labels: ["vat"], check: isBritishVat, alone: "never" },
  {
    id: "gb.licence",
    cls: "licence",
    forms: ["AAAAA 999999 AXXXX", "AAAA9 999999 AXXXX", "AAA99 999999 AXXXX"],
    labels: ["driving licence*", "driver number"],
    check: (c) => pair(c, 6) % 50 <= 12 && pair(c, 6) % 50 > 0,
    alone: "always",
  },
  {
    id: "gb.plate",
    cls: "plate",
    forms: ["AA99 AAA"],
    labels: ["registration", "registered", "reg", "number plate", "vrm"],
    alone: "never",
  },
  {
    id: "gb.sort",
    cls: "account",
    forms: ["99-99-99"],
    labels: ["sort code"],
    // Six digits are one where it is called that, not at any bank account.
    check: () => false,
    alone: "never",
  },
  {
    id: "mt.id",
    cls: "national",
    forms: ["9999999A", "999999A", "99999A"],
    labels: ["identity card", "id card", "karta tal identita", "maltese id"],
    check: (c) => /[MGAPLHBZ]$/.test(c),
    alone: "never",
  },
  {
    id: "mt.vat",
    cls: "tax",
    forms: ["MT 99999999"],
    labels: ["vat"],
    check: (c) => weigh(c, [3, 4, 6, 7, 8, 9, 10, 1], 2) % 37 === 0,
    alone: "always",
  },
  {
    id: "cy.tic",
    cls: "tax",
    forms: ["99999999A", "CY 99999999A"],
    labels: ["tic", "tin", "vat", "afm"],
    check: (c) => isCypriot(c.replace("CY", "")),
    alone: "never",
  },
];
