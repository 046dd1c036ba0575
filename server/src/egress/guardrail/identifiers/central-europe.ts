import { isDay, isLuhn, isMod11And10, pair, weigh } from "./check-digits.ts";
import type { Identifier } from "./identifier.ts";

/** Centuries are told by what is added to the month. */
export function isPesel(compact: string): boolean {
  const month = pair(compact, 2) % 20;
  if (!isDay(pair(compact, 0), month, pair(compact, 4))) return false;
  return weigh(compact, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0;
}

const isNip = (compact: string) => weigh(compact, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === compact.charCodeAt(9) - 48;

const isRegon = (compact: string) =>
  (weigh(compact, [8, 9, 2, 3, 4, 5, 6, 7]) % 11) % 10 === compact.charCodeAt(8) - 48;

/** The fourth character is the check digit; letters count from A = 10. */
function isPolishIdCard(compact: string): boolean {
  const weights = [7, 3, 1, 0, 7, 3, 1, 7, 3];
  let sum = 0;
  for (let i = 0; i < 9; i++) {
    const code = compact.charCodeAt(i);
    sum += (code <= 57 ? code - 48 : code - 55) * weights[i]!;
  }
  return sum % 10 === compact.charCodeAt(3) - 48;
}

/** Women's months add 50, since 2004 either may add 20; nine digits were given out before 1954. */
function isBirthNumber(compact: string): boolean {
  const month = (pair(compact, 2) % 50) % 20;
  if (!isDay(pair(compact, 0), month, pair(compact, 4) % 50)) return false;
  if (compact.length === 9) return true;
  return Number(compact) % 11 === 0 || ((Number(compact.slice(0, 9)) % 11) % 10 === 0 && compact.endsWith("0"));
}

const isIco = (compact: string) =>
  (11 - (weigh(compact, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === compact.charCodeAt(7) - 48;

const isHungarianTax = (compact: string) => weigh(compact, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0;
const isTaj = (compact: string) => weigh(compact, [3, 7, 3, 7, 3, 7, 3, 7]) % 10 === compact.charCodeAt(8) - 48;

const isCnp = (compact: string) => {
  if (!/^[1-9]/.test(compact) || !isDay(pair(compact, 1), pair(compact, 3), pair(compact, 5))) return false;
  const check = weigh(compact, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
  return (check === 10 ? 1 : check) === compact.charCodeAt(12) - 48;
};

const isEgn = (compact: string) => {
  const month = pair(compact, 2) % 20;
  if (!isDay(pair(compact, 0), month, pair(compact, 4))) return false;
  return (weigh(compact, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === compact.charCodeAt(9) - 48;
};

/** The number of all of Yugoslavia, still in use in its successors. */
function isJmbg(compact: string): boolean {
  // Of the year three digits stand there: 19.. or 20..
  if (!/[09]/.test(compact[4]!)) return false;
  if (!isDay(pair(compact, 5), pair(compact, 2), pair(compact, 0))) return false;
  const check = 11 - (weigh(compact, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
  return (check > 9 ? 0 : check) === compact.charCodeAt(12) - 48;
}

function isAfm(compact: string): boolean {
  const sum = weigh(compact, [256, 128, 64, 32, 16, 8, 4, 2]);
  return (sum % 11) % 10 === compact.charCodeAt(8) - 48 && Number(compact) > 0;
}

const isAmka = (compact: string) => isDay(pair(compact, 4), pair(compact, 2), pair(compact, 0)) && isLuhn(compact);
const isSloveneTax = (compact: string) =>
  (11 - (weigh(compact, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === compact.charCodeAt(7) - 48;

export const centralEurope: readonly Identifier[] = [
  {
    id: "pl.pesel",
    cls: "national",
    forms: ["99999999999"],
    labels: ["pesel*", "nr pesel", "numer pesel"],
    check: isPesel,
    alone: "never",
  },
  {
    id: "pl.id",
    cls: "national",
    // In one piece: three letters, a space and six digits are too many other things.
    forms: ["AAA999999"],
    labels: ["dowod*", "dowodem osobistym*", "dowodu*", "nr dowodu", "seria i numer"],
    check: isPolishIdCard,
    alone: "always",
  },
  {
    id: "pl.nip",
    cls: "tax",
    forms: ["999-999-99-99", "999-99-99-999"],
    labels: ["nip", "nip*"],
    check: isNip,
    alone: "written",
  },
  {
    id: "pl.vat",
    cls: "tax",
    forms: ["PL 9999999999"],
    labels: ["nip", "vat"],
    check: (c) => isNip(c.slice(2)),
    alone: "always",
  },
  {
    id: "pl.regon",
    cls: "tax",
    forms: ["999999999", "99999999999999"],
    labels: ["regon*"],
    check: isRegon,
    alone: "never",
  },
  { id: "pl.passport", cls: "passport", forms: ["AA 9999999"], labels: ["paszport*"], alone: "never" },
  {
    id: "pl.licence",
    cls: "licence",
    forms: ["99999/99/9999"],
    labels: ["prawo jazdy", "prawa jazdy"],
    alone: "never",
  },
  {
    id: "pl.plate",
    cls: "plate",
    forms: ["AA 99999", "AAA 9999", "AAA XXXXX", "AA 9999X", "AA XXXXX"],
    labels: ["rejestracyjn*", "tablic*"],
    alone: "never",
  },
  {
    id: "pl.account",
    cls: "account",
    forms: ["99 9999 9999 9999 9999 9999 9999"],
    labels: ["konto*", "konta*", "rachun*", "nrb"],
    alone: "written",
  },
  {
    id: "cz.rc",
    cls: "national",
    forms: ["999999/9999", "999999/999"],
    labels: ["rodne cislo*", "rc", "r c", "rod cislo", "rodneho cisla"],
    check: isBirthNumber,
    alone: "written",
  },
  { id: "cz.ico", cls: "tax", forms: ["99999999"], labels: ["ico", "ic"], check: isIco, alone: "never" },
  {
    id: "cz.dic",
    cls: "tax",
    forms: ["CZ 99999999", "CZ 9999999999", "CZ 999999999", "SK 9999999999"],
    labels: ["dic", "ic dph"],
    alone: "always",
  },
  {
    id: "sk.op",
    cls: "national",
    forms: ["AA 999999"],
    labels: ["obciansk*", "cislo op", "c op", "op c"],
    alone: "never",
  },
  {
    id: "hu.tax-id",
    cls: "tax",
    forms: ["8999999999"],
    labels: ["adoazonosito*", "adoazonosito jel*"],
    alone: "never",
  },
  {
    id: "hu.taj",
    cls: "health_number",
    forms: ["999 999 999", "999-999-999"],
    labels: ["taj*", "taj szam*"],
    check: isTaj,
    alone: "never",
  },
  { id: "hu.tax", cls: "tax", forms: ["99999999-9-99"], labels: ["adoszam*"], check: isHungarianTax, alone: "written" },
  { id: "hu.vat", cls: "tax", forms: ["HU 99999999"], check: (c) => isHungarianTax(c.slice(2)), alone: "always" },
  {
    id: "hu.personal",
    cls: "national",
    forms: ["9-999999-9999", "999999AA"],
    labels: ["szemelyi szam*", "szemelyi igazolvany*", "szemelyi azonosito*"],
    alone: "never",
  },
  {
    id: "ro.cnp",
    cls: "national",
    forms: ["9999999999999"],
    labels: ["cnp", "cod numeric personal"],
    check: isCnp,
    alone: "always",
  },
  {
    id: "ro.cui",
    cls: "tax",
    forms: ["99999999", "9999999", "RO 99999999", "RO 9999999"],
    labels: ["cui", "cif", "cod fiscal"],
    alone: "never",
  },
  {
    id: "ro.ci",
    cls: "national",
    forms: ["AA 999999"],
    labels: ["seria", "ci seria", "buletin*", "carte de identitate"],
    alone: "never",
  },
  { id: "bg.egn", cls: "national", forms: ["9999999999"], labels: ["egn", "егн"], check: isEgn, alone: "never" },
  {
    id: "bg.vat",
    cls: "tax",
    forms: ["BG 999999999", "BG 9999999999"],
    labels: ["dds", "ддс", "eik", "еик", "bulstat"],
    alone: "always",
  },
  {
    id: "gr.afm",
    cls: "tax",
    forms: ["999999999", "EL 999999999"],
    labels: ["afm", "αφμ", "α φ μ"],
    check: (c) => isAfm(c.replace("EL", "")),
    alone: "never",
  },
  {
    id: "gr.amka",
    cls: "national",
    forms: ["99999999999"],
    labels: ["amka", "αμκα", "α μ κ α"],
    check: isAmka,
    alone: "never",
  },
  {
    id: "gr.id",
    cls: "national",
    forms: ["AA 999999"],
    labels: ["adt", "ταυτοτητα*", "αδτ", "tautotita*"],
    alone: "never",
  },
  {
    id: "hr.oib",
    cls: "national",
    forms: ["99999999999", "HR 99999999999"],
    labels: ["oib", "osobni identifikacijski*"],
    check: (c) => isMod11And10(c.replace("HR", "")),
    alone: "never",
  },
  {
    id: "yu.jmbg",
    cls: "national",
    forms: ["9999999999999"],
    labels: ["emso", "jmbg", "maticni broj", "maticna stevilka"],
    check: isJmbg,
    alone: "always",
  },
  {
    id: "si.tax",
    cls: "tax",
    forms: ["99999999", "SI 99999999"],
    labels: ["davcna*", "id za ddv", "ddv"],
    check: (c) => isSloveneTax(c.replace("SI", "")),
    alone: "never",
  },
];
