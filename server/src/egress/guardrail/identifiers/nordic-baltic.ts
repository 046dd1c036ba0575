import { isDay, isLuhn, pair, weigh } from "./check-digits.ts";
import type { Identifier } from "./identifier.ts";

const isShortDay = (compact: string, at = 0) => isDay(pair(compact, at + 4), pair(compact, at + 2), pair(compact, at));

/** Coordination numbers add 60 to the day. */
function isSwedish(compact: string): boolean {
  const short = compact.slice(-10);
  const day = pair(short, 4) % 60;
  return isDay(pair(short, 0), pair(short, 2), day) && isLuhn(short);
}

const isDanish = (compact: string) => isShortDay(compact);

function isNorwegian(compact: string): boolean {
  const day = pair(compact, 0) % 40;
  const month = pair(compact, 2) % 40;
  if (!isDay(pair(compact, 4), month, day)) return false;
  return (
    weigh(compact, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
    weigh(compact, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
  );
}

const hetuCheck = "0123456789ABCDEFHJKLMNPRSTUVWXY";
function isHetu(compact: string): boolean {
  const sign = compact.length === 11 ? 7 : 6;
  const number = Number(compact.slice(0, 6) + compact.slice(sign, sign + 3));
  return isShortDay(compact) && hetuCheck[number % 31] === compact.at(-1);
}

/** Estonia and Lithuania: a second row of weights where the first gives ten. */
function isBaltic(compact: string): boolean {
  if (!/^[1-8]/.test(compact) || !isDay(pair(compact, 1), pair(compact, 3), pair(compact, 5))) return false;
  let check = weigh(compact, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  if (check === 10) check = (weigh(compact, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11) % 10;
  return check === compact.charCodeAt(10) - 48;
}

/** Numbers that begin with 32 say nothing of the birth day and have no check digit. */
function isLatvian(compact: string): boolean {
  if (compact.startsWith("32")) return true;
  const check = (1 + weigh(compact, [10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11;
  return isShortDay(compact) && check % 10 === compact.charCodeAt(10) - 48;
}

function isBusinessId(compact: string): boolean {
  const digits = compact.replace("FI", "");
  return (11 - (weigh(digits, [7, 9, 10, 5, 8, 4, 2]) % 11)) % 11 === digits.charCodeAt(7) - 48;
}

export const nordicBaltic: readonly Identifier[] = [
  {
    id: "se.personnummer",
    cls: "national",
    forms: ["999999-9999", "99999999-9999", "999999+9999"],
    labels: ["personnummer*", "personnr*", "pnr", "samordningsnummer"],
    check: isSwedish,
    alone: "written",
  },
  {
    id: "se.orgnr",
    cls: "tax",
    forms: ["999999-9999"],
    labels: ["organisationsnummer", "org nr", "orgnr"],
    check: isLuhn,
    alone: "never",
  },
  {
    id: "se.vat",
    cls: "tax",
    forms: ["SE 9999999999 01"],
    labels: ["moms*", "vat"],
    check: (c) => isLuhn(c.slice(2, 12)),
    alone: "always",
  },
  {
    id: "se.plate",
    cls: "plate",
    forms: ["AAA 99X"],
    labels: ["registreringsnummer", "regnr", "regnummer"],
    alone: "never",
  },
  {
    id: "dk.cpr",
    cls: "national",
    forms: ["999999-9999"],
    labels: ["cpr*", "personnummer", "p nr"],
    check: isDanish,
    alone: "written",
  },
  {
    id: "dk.cvr",
    cls: "tax",
    forms: ["99999999", "DK 99 99 99 99"],
    labels: ["cvr*", "se nr", "moms*"],
    check: (c) => weigh(c.replace("DK", ""), [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
    alone: "never",
  },
  {
    id: "no.fnr",
    cls: "national",
    forms: ["999999 99999"],
    labels: ["fodselsnummer*", "fnr", "personnummer*", "d nummer"],
    check: isNorwegian,
    alone: "always",
  },
  {
    id: "no.orgnr",
    cls: "tax",
    forms: ["999 999 999"],
    labels: ["organisasjonsnummer", "orgnr", "org nr"],
    check: (c) => weigh(c, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
    alone: "never",
  },
  {
    id: "fi.hetu",
    cls: "national",
    forms: [
      "999999-999X",
      "999999+999X",
      "999999A999X",
      "999999B999X",
      "999999C999X",
      "999999D999X",
      "999999E999X",
      "999999F999X",
      "999999U999X",
      "999999V999X",
      "999999W999X",
      "999999X999X",
      "999999Y999X",
    ],
    labels: ["hetu", "henkilotunnus*", "henkilötunnus*", "sotu*", "personbeteckning*"],
    check: isHetu,
    alone: "always",
  },
  {
    id: "fi.business",
    cls: "tax",
    forms: ["9999999-9", "FI 99999999"],
    labels: ["y tunnus*", "ytunnus*", "fo nummer", "alv*"],
    check: isBusinessId,
    alone: "written",
  },
  {
    id: "ee.ik",
    cls: "national",
    forms: ["99999999999"],
    labels: ["isikukood*"],
    check: isBaltic,
    alone: "never",
  },
  {
    id: "lt.asmens",
    cls: "national",
    forms: ["99999999999"],
    labels: ["asmens kod*", "a k", "ak"],
    check: isBaltic,
    alone: "never",
  },
  {
    id: "lv.pk",
    cls: "national",
    forms: ["999999-99999"],
    labels: ["personas kod*", "pk", "p k"],
    check: isLatvian,
    alone: "written",
  },
  {
    id: "ee.vat",
    cls: "tax",
    forms: ["EE 999999999"],
    labels: ["kmkr*", "kmk*"],
    check: (c) => weigh(c, [3, 7, 1, 3, 7, 1, 3, 7, 1], 2) % 10 === 0,
    alone: "always",
  },
  { id: "lv.vat", cls: "tax", forms: ["LV 99999999999"], labels: ["pvn*"], alone: "always" },
  { id: "lt.vat", cls: "tax", forms: ["LT 999999999", "LT 999999999999"], labels: ["pvm*"], alone: "always" },
];
