// Numbers below a hundred as people say them, in the languages of the guardrail, with and without their marks.

/** 0 to 9; "meia" is Brazil's half a dozen. */
const units: readonly string[] = [
  "zero oh nought null zéro cero nul",
  "one eins un uno een één jeden um",
  "two zwei zwo deux dos due twee dwa dois",
  "three drei trois tres tre drie trzy três",
  "four vier quatre cuatro quattro cztery quatro",
  "five fünf fuenf cinq cinco cinque vijf pięć piec",
  "six sechs seis sei zes sześć szesc meia",
  "seven sieben sept siete sette zeven siedem sete",
  "eight acht huit ocho otto osiem oito",
  "nine neun neuf nueve nove negen dziewięć dziewiec",
];
/** 10 to 19. */
const teens: readonly string[] = [
  "ten zehn dix diez dieci tien dziesięć dziesiec dez",
  "eleven elf onze once undici jedenaście jedenascie",
  "twelve zwölf zwoelf douze doce dodici twaalf dwanaście dwanascie doze",
  "thirteen dreizehn treize trece tredici dertien trzynaście trzynascie treze",
  "fourteen vierzehn quatorze catorce quattordici veertien czternaście czternascie catorze",
  "fifteen fünfzehn fuenfzehn quinze quince quindici vijftien piętnaście pietnascie",
  "sixteen sechzehn seize dieciséis dieciseis sedici zestien szesnaście szesnascie dezesseis dezasseis",
  "seventeen siebzehn diecisiete diciassette zeventien siedemnaście siedemnascie dezessete dezassete",
  "eighteen achtzehn dieciocho diciotto achttien osiemnaście osiemnascie dezoito",
  "nineteen neunzehn diecinueve diciannove negentien dziewiętnaście dziewietnascie dezenove dezanove",
];
/** 20 to 90. */
const tens: readonly string[] = [
  "twenty zwanzig vingt vingts veinte venti twintig dwadzieścia dwadziescia vinte",
  "thirty dreißig dreissig trente treinta trenta dertig trzydzieści trzydziesci trinta",
  "forty vierzig quarante cuarenta quaranta veertig czterdzieści czterdziesci quarenta",
  "fifty fünfzig fuenfzig cinquante cincuenta cinquanta vijftig pięćdziesiąt piecdziesiat cinquenta",
  "sixty sechzig soixante sesenta sessanta zestig sześćdziesiąt szescdziesiat sessenta",
  "seventy siebzig septante setenta settanta zeventig siedemdziesiąt siedemdziesiat",
  "eighty achtzig huitante octante ochenta ottanta tachtig osiemdziesiąt osiemdziesiat oitenta",
  "ninety neunzig nonante noventa novanta negentig dziewięćdziesiąt dziewiecdziesiat",
];

const numbered = (rows: readonly string[], from: number, step: number) =>
  rows.flatMap((row, at) => row.split(" ").map((word) => [word, String(from + at * step)] as const));

/** Units before tens in one word: German `dreiundzwanzig`, Dutch `drieëntwintig`. */
const germanUnits = ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"];
const dutchUnits = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"];
const germanTens = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];
const dutchTens = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"];
/** Tens before units in one word: Italian `trentaquattro`, `trentuno`; Spanish `veintitrés`. */
const italianTens = ["venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"];
const italianUnits = ["uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"];
const spanishTwenties = [
  "veintiuno",
  "veintidós",
  "veintitrés",
  "veinticuatro",
  "veinticinco",
  "veintiséis",
  "veintisiete",
  "veintiocho",
  "veintinueve",
];

function* joinWords(): Generator<readonly [string, string]> {
  for (let ten = 0; ten < 8; ten++) {
    for (let unit = 0; unit < 9; unit++) {
      const digits = `${ten + 2}${unit + 1}`;
      yield [`${germanUnits[unit]}und${germanTens[ten]}`, digits];
      const link = dutchUnits[unit]!.endsWith("e") ? "ën" : "en";
      yield [`${dutchUnits[unit]}${link}${dutchTens[ten]}`, digits];
      const stem = unit === 0 || unit === 7 ? italianTens[ten]!.slice(0, -1) : italianTens[ten]!;
      yield [stem + italianUnits[unit]!, digits];
      if (unit === 2) yield [`${stem}tré`, digits];
    }
  }
  for (const [unit, word] of spanishTwenties.entries()) yield [word, `2${unit + 1}`];
}

const withoutMarks = (word: string) => word.normalize("NFD").replace(/\p{M}/gu, "").replace("ß", "ss");
const joined = [...joinWords()].flatMap(([word, digits]) => [
  [word, digits] as const,
  [withoutMarks(word), digits] as const,
]);

/** What a word says, as digits: one for a unit, two for all others. */
export const spelledNumbers: ReadonlyMap<string, string> = new Map([
  ...joined,
  ...numbered(tens, 20, 10),
  ...numbered(teens, 10, 1),
  ...numbered(units, 0, 1),
]);
