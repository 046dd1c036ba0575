import { isDay, isLuhn, isVerhoeff, pair, weigh } from "./check-digits.ts";
import type { Identifier } from "./identifier.ts";

const isUniform = (compact: string) => compact === compact[0]!.repeat(compact.length);

/** Weights fall to 2 from the length of what is checked plus one. */
function checkDigit(compact: string, weights: readonly number[]): number {
  const rest = weigh(compact, weights) % 11;
  return rest < 2 ? 0 : 11 - rest;
}

function isCpf(compact: string): boolean {
  return (
    !isUniform(compact) &&
    checkDigit(compact, [10, 9, 8, 7, 6, 5, 4, 3, 2]) === compact.charCodeAt(9) - 48 &&
    checkDigit(compact, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) === compact.charCodeAt(10) - 48
  );
}

function isCnpj(compact: string): boolean {
  const weights = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
  return (
    !isUniform(compact) &&
    checkDigit(compact, weights) === compact.charCodeAt(12) - 48 &&
    checkDigit(compact, [6, ...weights]) === compact.charCodeAt(13) - 48
  );
}

const isPis = (compact: string) => checkDigit(compact, [3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) === compact.charCodeAt(10) - 48;
const isCns = (compact: string) => weigh(compact, [15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;

/** Neither 0 nor 1 comes first. */
const isAadhaar = (compact: string) => /^[2-9]/.test(compact) && isVerhoeff(compact);
const isPan = (compact: string) => "ABCFGHJLPT".includes(compact[3]!);

const states = new Set(
  "AN AP AR AS BR CH CG DD DL GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD OR PB PY RJ SK TN TR TS UK UP WB".split(
    " ",
  ),
);
const isIndianPlate = (compact: string) => states.has(compact.slice(0, 2));

/** The last digit of a CURP checks the signs before it; the eleventh says the sex. */
const curpSigns = "0123456789ABCDEFGHIJKLMN\u00d1OPQRSTUVWXYZ";
const isCurp = (compact: string) => {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += curpSigns.indexOf(compact[i]!) * (18 - i);
  return /^[HMX]/.test(compact[10]!) && (10 - (sum % 10)) % 10 === compact.charCodeAt(17) - 48;
};

/** Letters of a name and the day of birth; the century is not told. */
const isRfc = (compact: string) => isDay(2000 + pair(compact, 4), pair(compact, 6), pair(compact, 8));

const isNpi = (compact: string) => isLuhn(`80840${compact}`);

/** The seventh digit checks the other six; the second letter is that of a surname. */
const isDea = (compact: string) => {
  const [odd, even] = [weigh(compact, [1, 0, 1, 0, 1], 2), weigh(compact, [0, 1, 0, 1, 0, 1], 2)];
  return (odd + 2 * even) % 10 === compact.charCodeAt(8) - 48;
};

export const americasIndia: readonly Identifier[] = [
  {
    id: "us.ssn",
    cls: "ssn",
    forms: ["999-99-9999"],
    labels: ["ssn*", "social security*", "soc sec*", "social", "ss"],
    check: (c) => !c.startsWith("000") && c.slice(3, 5) !== "00",
    alone: "written",
  },
  { id: "us.ssn-spaced", cls: "ssn", forms: ["999 99 9999"], labels: ["ssn*", "social security*"], alone: "never" },
  {
    id: "us.ein",
    cls: "tax",
    forms: ["99-9999999"],
    labels: ["ein", "fein", "employer identification*", "employer id*", "tax id*", "tin", "federal tax*"],
    alone: "written",
  },
  { id: "us.itin", cls: "tax", forms: ["999-99-9999"], labels: ["itin", "individual taxpayer*"], alone: "never" },
  {
    id: "us.npi",
    cls: "health_number",
    forms: ["9999999999"],
    labels: ["npi*", "national provider*"],
    check: isNpi,
    alone: "never",
  },
  { id: "us.dea", cls: "health_number", forms: ["AA9999999"], labels: ["dea"], check: isDea, alone: "never" },
  { id: "us.mbi", cls: "health_number", forms: ["9AX9-AX9-AA99"], labels: ["medicare*", "mbi"], alone: "written" },
  {
    id: "us.passport",
    cls: "passport",
    forms: ["999999999", "A99999999", "A999999", "AA9999999"],
    labels: ["passport*"],
    alone: "never",
  },
  {
    id: "us.routing",
    cls: "account",
    forms: ["999999999"],
    labels: ["routing*", "aba", "rtn"],
    check: (c) => weigh(c, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0,
    alone: "never",
  },
  {
    id: "us.plate",
    cls: "plate",
    forms: ["AAA 9999", "9AAA999", "AAA-9999"],
    labels: ["license plate*", "plate", "tag no*", "tag number"],
    alone: "never",
  },
  {
    id: "ca.sin",
    cls: "national",
    forms: ["999-999-999", "999 999 999"],
    labels: ["sin", "social insurance*", "assurance sociale"],
    check: isLuhn,
    isStrict: true,
    alone: "never",
  },
  { id: "br.cpf", cls: "national", forms: ["999.999.999-99"], labels: ["cpf"], check: isCpf, alone: "written" },
  { id: "br.cnpj", cls: "tax", forms: ["99.999.999/9999-99"], labels: ["cnpj"], check: isCnpj, alone: "always" },
  {
    id: "br.pis",
    cls: "national",
    forms: ["999.99999.99-9"],
    labels: ["pis*", "pasep", "nit", "nis"],
    check: isPis,
    alone: "written",
  },
  {
    id: "br.rg",
    cls: "national",
    forms: ["99.999.999-X", "9.999.999", "99.999.999"],
    labels: ["rg", "registro geral", "identidade"],
    alone: "never",
  },
  {
    id: "br.cns",
    cls: "health_number",
    forms: ["999 9999 9999 9999"],
    labels: ["cns", "cartao nacional de saude", "cartao sus", "sus"],
    check: isCns,
    alone: "never",
  },
  {
    id: "br.cnh",
    cls: "licence",
    forms: ["99999999999"],
    labels: ["cnh", "carteira de motorista", "habilitacao"],
    alone: "never",
  },
  {
    id: "br.voter",
    cls: "national",
    forms: ["9999 9999 9999"],
    labels: ["titulo de eleitor", "titulo eleitoral"],
    alone: "never",
  },
  { id: "br.plate", cls: "plate", forms: ["AAA-9999", "AAA9A99"], labels: ["placa*"], alone: "never" },
  { id: "mx.curp", cls: "national", forms: ["AAAA999999AAAAAAX9"], labels: ["curp"], check: isCurp, alone: "always" },
  { id: "mx.rfc", cls: "tax", forms: ["AAAA999999XXX"], check: isRfc, alone: "always" },
  {
    id: "in.aadhaar",
    cls: "national",
    forms: ["9999 9999 9999", "9999-9999-9999"],
    labels: ["aadhaar*", "aadhar*", "adhaar*", "uid", "uidai", "आधार*"],
    check: isAadhaar,
    alone: "written",
  },
  {
    id: "in.pan",
    cls: "tax",
    forms: ["AAAAA9999A"],
    labels: ["pan", "pan card", "pan no*", "pan number", "permanent account*", "पैन"],
    check: isPan,
    alone: "always",
  },
  { id: "in.gstin", cls: "tax", forms: ["99AAAAA9999AXXX"], labels: ["gstin*", "gst*"], alone: "always" },
  { id: "in.voter", cls: "national", forms: ["AAA9999999"], labels: ["voter id*", "epic*", "voter*"], alone: "never" },
  { id: "in.passport", cls: "passport", forms: ["A9999999"], labels: ["passport*"], alone: "never" },
  {
    id: "in.licence",
    cls: "licence",
    forms: ["AA99 99999999999", "AA-9999999999999", "AA99-99999999999"],
    labels: ["driving licen*", "dl"],
    check: isIndianPlate,
    alone: "always",
  },
  {
    id: "in.plate",
    cls: "plate",
    forms: ["AA 99 AA 9999", "AA 99 A 9999", "AA 9 AA 9999"],
    labels: ["vehicle*", "registration*", "number plate"],
    check: isIndianPlate,
    alone: "written",
  },
  {
    id: "vin",
    cls: "plate",
    forms: ["XXXXXXXXXXXXXXXXX"],
    labels: [
      "vin",
      "vehicle identification*",
      "fahrgestellnummer*",
      "fin",
      "chassis*",
      "numero de chasis",
      "vin numer",
    ],
    check: (c) => !/[IOQ]/.test(c) && isVin(c),
    alone: "always",
  },
];

const vinValues = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";
const vinWeights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
/** ISO 3779 with North America's check digit in the ninth place. */
function isVin(compact: string): boolean {
  if (!/\d/.test(compact) || !/[A-Z]/.test(compact)) return false;
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (vinValues.indexOf(compact[i]!) % 10) * vinWeights[i]!;
  return compact[8] === "0123456789X"[sum % 11];
}
