import type { Detector, Hit } from "../detector.ts";
import { type CompiledForm, compiledForms, inSet } from "./compile-key-forms.ts";
import { findBlocks } from "./find-key-blocks.ts";
import { findHeaders, findUser } from "./find-headers.ts";
import { findManifestValues } from "./find-manifest-values.ts";
import { readSaid } from "./read-said.ts";
import { isPlaceholder, isRandom, looksWritten } from "./judge-value.ts";
import { buildMatcher } from "../match-keywords.ts";
import { mergeHits } from "../merge-hits.ts";
import { measureEntropy } from "./measure-entropy.ts";
import { type Assignment, readAssignment } from "./read-assignment.ts";
import { assignedForms } from "./secret-rules.ts";

/** Words for secrets of any issuer, in names that values are assigned to. */
const generic =
  "access auth apikey api_key api-key credential creds key passwd password passphrase pwd secret token passwort kennwort passe passcode parola contrasena wachtwoord haslo senha bearer client_id client_secret".split(
    " ",
  );
/** Names that hold such a word and no secret. */
const harmless =
  /(?:key|token|secret|auth|access|credential)s?[ ._-]?(?:id|ids|name|names|type|types|url|uri|path|file|files|length|size|alias|board|word|words|code|codes|stone|note|value|endpoint|expires?.*|expiry|count|limit|version|usage|ring|pair|press.*|down|up|frame|policy|mode|method|level|point|ible|ibility|or|ors|storage|control|group|algorithm|format|field|index|store|tab)$|(?:^|[ ._-])(?:public|pub|primary|foreign|partition|sort|hot|cache|composite|unique|natural|schema|sequence|bucket|idx|object|translation|i18n|arrow|mon|tur|don|hoc|joc|whis)[ ._-]?keys?$|(?:^|[ ._-])author|monkey|turkey|keyboard|keyword|hockey|rapid|capital|csrf|tokenizer|max[ ._-]?tokens|token[ ._-]?s$|(?:prompt|completion|input|output|total)[ ._-]?tokens?$/i;

const issuers = [...new Set(assignedForms.flatMap(({ words }) => words))];
const prefixes = [...new Set(compiledForms.map(({ keyword }) => keyword))];
const words = [...prefixes, ...issuers, ...generic, "-----begin", "authorization", "x-api-key", "curl", "kind:"];
const matcher = buildMatcher(words);
const formsOf = new Map(prefixes.map((keyword) => [keyword, compiledForms.filter((form) => form.keyword === keyword)]));
const assignedOf = new Map(
  issuers.map((issuer) => [
    issuer,
    assignedForms
      .filter(({ words: names }) => names.includes(issuer))
      .map((form) => ({ ...form, chars: inSet(form.set) })),
  ]),
);
const isGeneric = new Set(generic);

const isPassword = /pass|pwd|kennwort|contrasena|wachtwoord|haslo|senha|secret/;
/** Words inside a value as long as this are part of it. */
const longValue = 100;

/** A word stands at most so far behind the beginning of the key that it is part of. */
const reach = Math.max(...compiledForms.map(({ lead }) => lead)) + Math.max(...words.map(({ length }) => length));
/** Tells what stands before it, however far. */
const manifestKind = /kind:(?=[ \t]*["']?secret)/gi;

/** Keys, tokens and passwords: by their own form, by the name they are given to, or as a block or a header. */
export const secrets: Detector = {
  name: "secrets",
  most: 8192,
  detect(text, { until = text.length }) {
    const search = openSearch(text);
    const to = Math.min(text.length, until + reach);
    const look = (index: number, end: number) => {
      const word = words[index]!;
      const start = end - word.length;
      for (const form of formsOf.get(word) ?? []) search.tryForm(form, start, end);
      search.tryPlace(word, start, end);
      if (assignedOf.has(word) || isGeneric.has(word)) search.tryAssignment(word, start, end);
    };
    matcher.each(text, look, to);
    manifestKind.lastIndex = Math.max(0, to - "kind:".length + 1);
    for (let found = manifestKind.exec(text); found; found = manifestKind.exec(text))
      search.tryPlace("kind:", found.index, manifestKind.lastIndex);
    return mergeHits(search.hits);
  },
};

/** What was read already is not read again from a place inside it: so a text is gone through once. */
function openSearch(text: string) {
  const hits: Hit[] = [];
  const readUntil = new Map<CompiledForm, number>();
  const read = new Set<number>();
  let [placeUntil, valueUntil] = [0, 0];
  const add: Add = (start, end, rule, score) => hits.push({ start, end, cls: "secret", rule: `secret.${rule}`, score });
  return {
    hits,
    tryForm(form: CompiledForm, start: number, end: number) {
      if (start < (readUntil.get(form) ?? 0)) return;
      const found = matchForm(text, start, form);
      if (found) readUntil.set(form, found.end);
      else if (form.isLong) readUntil.set(form, endOfRun(text, end));
      if (found?.isKey) add(found.start, found.end, form.id, 0.97);
    },
    tryPlace(word: string, start: number, end: number) {
      if (word === "-----begin") findBlocks(text, start, add);
      else if (word === "authorization" || word === "x-api-key") findHeaders(text, end, add);
      else if (word === "curl" && start >= placeUntil) placeUntil = findUser(text, start, end, add);
      else if (word === "kind:" && start >= placeUntil) placeUntil = findManifestValues(text, end, add);
    },
    tryAssignment(word: string, start: number, end: number) {
      if (start < valueUntil) return;
      const given =
        readAssignment(text, start, end) ?? (isPassword.test(word) ? readSaid(text, start, end) : undefined);
      if (!given || read.has(given.start)) return;
      const value = text.slice(given.start, given.end);
      if (value.length > longValue) valueUntil = given.end;
      if (isIssued(word, value)) add(given.start, given.end, `${word}.assigned`, 0.9);
      else if (isGeneric.has(word)) judgeGeneric(given, value, word, add);
      else return;
      read.add(given.start);
    },
  };
}

/** Whether the issuer whose name stands before it gives out such values. */
function isIssued(word: string, value: string): boolean {
  const forms = assignedOf.get(word) ?? [];
  const fits = forms.some(
    ({ chars, min, max, entropy }) =>
      value.length >= min && value.length <= max && chars.test(value) && measureEntropy(value) >= entropy,
  );
  return fits && !isPlaceholder(value);
}

type Add = (start: number, end: number, rule: string, score: number) => unknown;

function matchForm(text: string, at: number, { pattern, lead, entropy, keyword }: CompiledForm) {
  for (let start = Math.max(0, at - lead); start <= at; start++) {
    const before = text.charCodeAt(start - 1);
    if (lead === 0 && /[A-Za-z]/.test(keyword[0]!) && isWord(before) && !isEscape(text, start)) return undefined;
    if (lead > 0 && isWord(before)) continue;
    pattern.lastIndex = start;
    const found = pattern.exec(text);
    if (!found) continue;
    const value = found[0].slice(keyword.length && lead === 0 ? keyword.length : 0);
    if (keyword === "s." && !/\d/.test(value)) return undefined;
    const isFlat = measureEntropy(value) < Math.min(entropy, Math.log2(Math.max(2, value.length)) * 0.85);
    return { start, end: start + found[0].length, isKey: !isFlat && !isPlaceholder(value) };
  }
  return undefined;
}

/** A key does not go on past what is no part of any. */
function endOfRun(text: string, from: number): number {
  let end = from;
  while (end < text.length && /[\w+/=.-]/.test(text[end]!)) end++;
  return end;
}

const isWord = (code: number) =>
  (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
/** `\n` before a key, in a string of a program. */
const isEscape = (text: string, start: number) => text[start - 2] === "\\";

function judgeGeneric({ name, start, end, isQuoted }: Assignment, value: string, word: string, add: Add) {
  if (harmless.test(name.trim()) || isPlaceholder(value)) return;
  if (
    isPassword.test(word) &&
    value.length >= 6 &&
    value.length <= 128 &&
    !/\s/.test(value) &&
    isTyped(value, isQuoted)
  )
    return add(start, end, "password", 0.8);
  if (value.length < 10 || value.length > 512 || !/^[\w.=+/~:-]+$/.test(value)) return;
  if (isRandom(value, /^[a-f\d-]{16,}$/i.test(value) ? 2.8 : 3.5) && !looksWritten(value))
    add(start, end, "generic", 0.75);
}

/** A password that someone chose: not a word or a name, but letters with digits or signs. */
function isTyped(value: string, isQuoted: boolean): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(value)).length;
  if (/^[\w.]+\(|^[a-z]+(?:[._/-][a-z]+)*$|^[A-Z_]+$|^\//i.test(value) && !/\d/.test(value)) return false;
  return (
    kinds >= 3 || (kinds === 2 && /\d/.test(value) && (isQuoted || !looksWritten(value) || isWordWithDigits(value)))
  );
}

/** As most people choose theirs: `hunter2hunter2`. Names of methods are written so as well. */
const isWordWithDigits = (value: string): boolean =>
  /^[A-Za-z]{3,}\d[A-Za-z\d]*$/.test(value) &&
  value.length >= 7 &&
  !/^(?:argon2|sha\d|md5|bcrypt|scrypt|pbkdf2|base64|utf8|oauth2|x509|aes\d|version\d)/i.test(value);
