import type { Detector, Hit } from "../detector.ts";
import { findNumericHosts } from "./find-numeric-hosts.ts";

/** IPv4, IPv6 in every spelling of RFC 4291, and hardware addresses. */
export const ips: Detector = {
  name: "ips",
  longest: 64,
  detect(text) {
    const hits: Hit[] = [];
    for (let colon = text.indexOf(":"), from = 0; colon >= 0; colon = text.indexOf(":", Math.max(colon + 1, from))) {
      let start = colon;
      while (start > from && colon - start < 5 && isHex(text.charCodeAt(start - 1))) start--;
      let end = colon;
      while (end < text.length && (isHex(text.charCodeAt(end)) || text[end] === ":" || text[end] === ".")) end++;
      from = end;
      const hit = judgeColons(text, start, end);
      if (hit) hits.push(hit);
    }
    findDotted(text, hits);
    findDashed(text, hits);
    findNumericHosts(text, hits);
    return hits;
  },
};

function judgeColons(text: string, start: number, to: number): Hit | undefined {
  let end = to;
  while (end > start && (text[end - 1] === "." || (text[end - 1] === ":" && text[end - 2] !== ":"))) end--;
  if (end - start > 45 || isWord(text.charCodeAt(start - 1)) || isWord(text.charCodeAt(end))) return undefined;
  const written = text.slice(start, end);
  if (/^(?:[\dA-Fa-f]{2}:){5}[\dA-Fa-f]{2}$/.test(written)) return { start, end, cls: "mac", rule: "mac", score: 0.95 };
  if (!isIpv6(written)) return undefined;
  // The zone of RFC 4007, as `fe80::1%eth0`, belongs to it.
  const zone = /^%[\w.-]{0,15}\w/.exec(text.slice(end, end + 17))?.[0] ?? "";
  const whole = end + zone.length;
  return { start, end: whole + prefixAt(text, whole), cls: "ip", rule: "ip.v6", score: 0.95 };
}

/** Length of the `/24` of a network (RFC 4632), which belongs to it. */
const prefixAt = (text: string, at: number) => /^\/\d{1,3}(?![\w./-])/.exec(text.slice(at, at + 6))?.[0].length ?? 0;

function isIpv6(written: string): boolean {
  const halves = written.split("::");
  if (halves.length > 2 || written === "::") return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1) ?? "";
  const isMapped = last.includes(".");
  if (isMapped && !isDotted(last)) return false;
  const hex = isMapped ? groups.slice(0, -1) : groups;
  if (!hex.every((group) => /^[\dA-Fa-f]{1,4}$/.test(group))) return false;
  const count = hex.length + (isMapped ? 2 : 0);
  if (halves.length === 1) return count === 8;
  // "::1" is one; "a::b" is code in some languages, so letters alone are not enough.
  return count < 8 && (/\d/.test(written) || count > 2);
}

const isDotted = (written: string) =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(written) && written.split(".").every((part) => Number(part) < 256);

function findDotted(text: string, hits: Hit[]) {
  // Those with colons came in order, and so do these.
  const others = hits.slice();
  let next = 0;
  for (let dot = text.indexOf("."), from = 0; dot >= 0; dot = text.indexOf(".", Math.max(dot + 1, from))) {
    if (!isDigit(text.charCodeAt(dot - 1))) continue;
    let index = dot - 1;
    while (index > from && dot - index < 3 && isDigit(text.charCodeAt(index - 1))) index--;
    const written = matchAt(dottedForm, text, index);
    if (!written) continue;
    const end = index + written.length;
    from = end;
    if (
      isDigitOrDot(text, index - 1) ||
      isWord(text.charCodeAt(end)) ||
      (text[end] === "." && isDigit(text.charCodeAt(end + 1)))
    )
      continue;
    while (next < others.length && others[next]!.end <= index) next++;
    if (!isDotted(written) || (others[next]?.start ?? end) < end) continue;
    const said = text.slice(Math.max(0, index - numberingMax), index);
    // After `team/app:` it is the tag of a container image.
    if (isNumbering.test(said) || /\/[\w.-]+:$/.test(said) || isLowAlone(text, index, written)) continue;
    hits.push({ start: index, end: end + prefixAt(text, end), cls: "ip", rule: "ip.v4", score: 0.93 });
  }
}

/** Words after which four numbers with dots are a version, or a place in a document; also after the one before. */
const numberingMax = 28;
const numbering =
  "version|versión|versão|versione|versie|wersja|wersji|verze|verzia|verzió|versjon|schema|release|firmware|build|drivers?|treiber|pilote|controlador|sterownik|stuurprogramma|chapters?|sections?|clauses?|articles?|artículos?|articolo|artikel|kapitel|kap|abschnitt|hoofdstuk|rozdział|pkt|capítulo|capitolo|chapitre|norme?|§";
const isNumbering = new RegExp(
  `(?:\\bv|(?:\\b|_)(?:${numbering}))["']?(?:\\.|\\s*[:=]\\s*["']?|\\s){0,2}(?:\\d+(?:\\.\\d+)*(?:,| and| und| et| y| e| en| i|-|–) )?v?$`,
  "iu",
);

/**
 * Four numbers below 32 are one address in thousands, and most versions: such a one needs a word of networks before it, or a
 * port or network after it. Networks of 10 and the resolvers that everybody knows are addresses all the same.
 */
function isLowAlone(text: string, index: number, written: string): boolean {
  if (written.startsWith("10.") || resolvers.has(written)) return false;
  // Browsers tell their own as `Chrome/120.0.0.0`.
  const isProduct = written.endsWith(".0.0.0") && /[A-Za-z]\/$/.test(text.slice(Math.max(0, index - 2), index));
  if (!isProduct && !written.split(".").every((part) => Number(part) < 32)) return false;
  const end = index + written.length;
  return (
    !/^(?::\d|\/\d)/.test(text.slice(end, end + 2)) && !networking.test(text.slice(Math.max(0, index - 40), index))
  );
}
const resolvers: ReadonlySet<string> = new Set(["1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9", "0.0.0.0"]);
const networking =
  /\bip|(?:_|\b)(?:addr|dns|host|server|from|client|peer|gateway|remote|source|dst|src|ping|proxy|route|subnet|netmask|network|nameserver|adress|adres|dirección|indirizzo|serveur|servidor|netz)/i;

/** Hardware addresses in pairs with dashes, or in fours with dots: the second mark has to stand where its form says. */
function findDashed(text: string, hits: Hit[]) {
  for (const { mark, group, form, score } of hardwareForms) {
    for (let at = text.indexOf(mark), from = 0; at >= 0; at = text.indexOf(mark, Math.max(at + 1, from))) {
      const start = at - group;
      if (start < from || text[at + group + 1] !== mark) continue;
      const written = matchAt(form, text, start);
      if (!written) continue;
      from = start + written.length;
      if (/\d/.test(written) || mark === "-") hits.push({ start, end: from, cls: "mac", rule: "mac", score });
    }
  }
}

const dottedForm = /\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}/y;
const hardwareForms = [
  { mark: "-", group: 2, form: /(?<![\dA-Za-z-])[\dA-Fa-f]{2}(?:-[\dA-Fa-f]{2}){5}(?![\dA-Za-z-])/y, score: 0.95 },
  {
    mark: ".",
    group: 4,
    form: /(?<![\dA-Za-z.])[\dA-Fa-f]{4}\.[\dA-Fa-f]{4}\.[\dA-Fa-f]{4}(?![\dA-Za-z.])/y,
    score: 0.9,
  },
];

/** What a sticky form matches at a place. */
function matchAt(form: RegExp, text: string, at: number): string | undefined {
  form.lastIndex = at;
  return form.exec(text)?.[0];
}

const isDigit = (code: number) => code >= 48 && code <= 57;
const isHex = (code: number) => (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
const isWord = (code: number) =>
  (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
const isDigitOrDot = (text: string, i: number) => /[\d.]/.test(text[i] ?? "") || isWord(text.charCodeAt(i));
