import { isLuhn, pair, weigh } from "./check-digits.ts";
import type { Identifier } from "./identifier.ts";

/** Departments of Corsica count as 19 and 18. */
function isNir(compact: string): boolean {
  const month = pair(compact, 3);
  if ((month > 12 && month < 20) || month === 0) return false;
  const number = compact.replace("2A", "19").replace("2B", "18");
  if (!/^\d+$/.test(number)) return false;
  return 97 - Number(BigInt(number.slice(0, 13)) % 97n) === pair(number, 13);
}

const dniLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
const hasDniLetter = (compact: string) => dniLetters[Number(compact.slice(0, 8)) % 23] === compact[8];
const isNie = (compact: string) => hasDniLetter("XYZ".indexOf(compact[0]!) + compact.slice(1));

function isCif(compact: string): boolean {
  let sum = 0;
  for (let i = 1; i < 8; i++) {
    const digit = compact.charCodeAt(i) - 48;
    sum += i % 2 ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  const check = (10 - (sum % 10)) % 10;
  return (
    "ABCDEFGHJNPQRSUVW".includes(compact[0]!) && (compact[8] === String(check) || compact[8] === "JABCDEFGHI"[check])
  );
}

const oddValues = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const monthLetters = "ABCDEHLMPRST";

/** Where two people would share one, letters LMNPQRSTUV stand for digits. */
function isCodiceFiscale(compact: string): boolean {
  if (!/^[A-Z]{6}[\dLMNPQRSTUV]{2}[A-Z][\dLMNPQRSTUV]{2}[A-Z][\dLMNPQRSTUV]{3}[A-Z]$/.test(compact)) return false;
  if (!monthLetters.includes(compact[8]!)) return false;
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const code = compact.charCodeAt(i);
    const value = code <= 57 ? code - 48 : code - 65;
    sum += i % 2 ? value : oddValues[value]!;
  }
  return sum % 26 === compact.charCodeAt(15) - 65;
}

const isPortugueseNif = (compact: string) => {
  const check = 11 - (weigh(compact, [9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  return (check > 9 ? 0 : check) === compact.charCodeAt(8) - 48 && !compact.startsWith("0");
};

function isCitizenCard(compact: string): boolean {
  let sum = 0;
  for (let i = 0; i < 12; i++) {
    const code = compact.charCodeAt(11 - i);
    const value = code <= 57 ? code - 48 : code - 55;
    sum += i % 2 ? (value * 2 > 9 ? value * 2 - 9 : value * 2) : value;
  }
  return sum % 10 === 0;
}

export const franceItalyIberia: readonly Identifier[] = [
  {
    id: "fr.nir",
    cls: "national",
    forms: ["9 99 99 99 999 999 99", "9 99 99 9A 999 999 99"],
    labels: [
      "nir",
      "securite sociale",
      "numero de securite sociale",
      "n secu",
      "num secu",
      "secu",
      "insee",
      "assure social",
    ],
    check: isNir,
    alone: "always",
  },
  {
    id: "fr.nir-short",
    cls: "national",
    forms: ["9 99 99 99 999 999"],
    labels: ["nir", "securite sociale", "secu", "insee"],
    alone: "never",
  },
  {
    id: "fr.nif",
    cls: "tax",
    forms: ["99 99 999 999 999"],
    labels: ["numero fiscal", "nif", "spi", "identifiant fiscal", "n fiscal", "reference fiscale"],
    check: (c) => Number(c.slice(0, 10)) % 511 === Number(c.slice(10)),
    alone: "never",
  },
  { id: "fr.siret", cls: "tax", forms: ["999 999 999 99999"], labels: ["siret"], check: isLuhn, alone: "never" },
  { id: "fr.siren", cls: "tax", forms: ["999 999 999"], labels: ["siren", "rcs"], check: isLuhn, alone: "never" },
  {
    id: "fr.vat",
    cls: "tax",
    forms: ["FR XX 999999999"],
    labels: ["tva*"],
    check: (c) => !/^FR\d\d/.test(c) || Number(c.slice(2, 4)) === (12 + 3 * (Number(c.slice(4)) % 97)) % 97,
    alone: "always",
  },
  { id: "fr.passport", cls: "passport", forms: ["99AA99999"], labels: ["passeport"], alone: "never" },
  {
    id: "fr.cni",
    cls: "national",
    forms: ["999999999999", "XXXXXXXXX"],
    labels: ["carte d identite", "carte nationale d identite", "cni", "piece d identite"],
    alone: "never",
  },
  {
    id: "fr.plate",
    cls: "plate",
    forms: ["AA-999-AA"],
    labels: ["immatriculation", "plaque", "immatricule*"],
    check: (c) => !/[IOU]/.test(c),
    alone: "written",
  },
  {
    id: "es.dni",
    cls: "national",
    forms: ["99.999.999-A"],
    labels: ["dni", "nif", "d n i", "documento nacional*", "documento de identidad"],
    check: hasDniLetter,
    alone: "always",
  },
  {
    id: "es.nie",
    cls: "national",
    forms: ["A-9999999-A"],
    labels: ["nie", "nif", "extranjer*"],
    check: (c) => "XYZ".includes(c[0]!) && isNie(c),
    alone: "always",
  },
  {
    id: "es.cif",
    cls: "tax",
    forms: ["A-9999999X", "A-99999999"],
    labels: ["cif", "nif", "identificacion fiscal"],
    check: (c) => !"XYZ".includes(c[0]!) && isCif(c),
    alone: "always",
  },
  {
    id: "es.nss",
    cls: "health_number",
    forms: ["99/99999999/99", "99 9999999999"],
    labels: ["seguridad social", "nss", "naf", "n seg social"],
    check: (c) =>
      Number(c.slice(0, 10)) % 97 === pair(c, 10) || Number(c.slice(0, 2) + c.slice(3, 10)) % 97 === pair(c, 10),
    alone: "never",
  },
  { id: "es.ccc", cls: "account", forms: ["9999 9999 99 9999999999"], labels: ["ccc", "cuenta*"], alone: "never" },
  { id: "es.passport", cls: "passport", forms: ["AAA999999", "AA999999"], labels: ["pasaporte"], alone: "never" },
  {
    id: "es.plate",
    cls: "plate",
    forms: ["9999 AAA", "A-9999-AA", "AA-9999-A", "AA-9999-AA"],
    labels: ["matricula"],
    check: (c) => !/\d{4}[A-Z]{3}/.test(c) || !/[AEIOUÑQ]/.test(c),
    alone: "never",
  },
  {
    id: "it.cf",
    cls: "national",
    forms: ["AAAAAA XX A XX A XXX A"],
    labels: ["codice fiscale", "cod fisc*", "c f", "cf"],
    check: isCodiceFiscale,
    alone: "always",
  },
  {
    id: "it.piva",
    cls: "tax",
    forms: ["99999999999", "IT 99999999999"],
    labels: ["partita iva", "p iva", "piva", "iva"],
    check: (c) => isLuhn(c.replace("IT", "")),
    alone: "never",
  },
  {
    id: "it.cie",
    cls: "national",
    forms: ["AA99999AA", "AA9999999"],
    labels: ["carta d identita", "carta identita", "c i", "ci", "cie", "documento n", "documento"],
    alone: "never",
  },
  { id: "it.passport", cls: "passport", forms: ["AA9999999", "A999999"], labels: ["passaporto"], alone: "never" },
  { id: "it.plate", cls: "plate", forms: ["AA 999 AA"], labels: ["targa*", "targat*"], alone: "never" },
  { id: "it.licence", cls: "licence", forms: ["AA9999999A", "U1XXXXXXXA"], labels: ["patente"], alone: "never" },
  {
    id: "it.health",
    cls: "health_number",
    forms: ["99999999999999999999"],
    labels: ["tessera sanitaria"],
    alone: "never",
  },
  {
    id: "pt.nif",
    cls: "tax",
    forms: ["999 999 999"],
    labels: ["nif", "contribuinte", "nipc", "numero de identificacao fiscal"],
    check: isPortugueseNif,
    alone: "never",
  },
  { id: "pt.vat", cls: "tax", forms: ["PT 999999999"], check: (c) => isPortugueseNif(c.slice(2)), alone: "always" },
  {
    id: "pt.cc",
    cls: "national",
    forms: ["99999999 9 XX9"],
    labels: ["cartao de cidadao", "cartao do cidadao", "cc", "bilhete de identidade"],
    check: isCitizenCard,
    alone: "never",
  },
  { id: "pt.niss", cls: "health_number", forms: ["99999999999"], labels: ["niss", "seguranca social"], alone: "never" },
  { id: "pt.utente", cls: "health_number", forms: ["999 999 999"], labels: ["utente*", "sns"], alone: "never" },
  { id: "es.vat", cls: "tax", forms: ["ES X9999999X"], labels: ["iva"], alone: "always" },
  { id: "fr.account", cls: "account", forms: ["99999 99999 XXXXXXXXXXX 99"], labels: ["rib"], alone: "never" },
];
