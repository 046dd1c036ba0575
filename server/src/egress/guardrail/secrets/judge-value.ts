import { measureEntropy } from "./measure-entropy.ts";

/** Stand-ins that documents use, and what a program puts in later. */
const placeholder =
  /^[$%@{<[(*.]|>$|^(?:x+|\*+|\.+|-+|_+|0+|null|none|nil|undefined|true|false|redacted|removed|hidden|masked|changeme|change[_-]?it|placeholder|example|sample|dummy|todo|string|value|(?:your|my|some|insert|enter)[a-z _-]*\d{0,3}|test|testing|password|passwd|secret|token|username|user|admin|root|foo|bar|baz|default|process\.env.*|os\.environ.*|env\..*|config\..*|settings\..*|self\..*|this\..*|req\..*|request\..*|args\..*|data\..*|params\..*|secrets\..*|var\..*|local\..*)$|EXAMPLE$|\.\.\.|x{6}|\*{3}|0{6}|1234567890ab|abcdefghij|<[a-z_ -]+>|\$\{|\{\{|\$\(/i;

export const isPlaceholder = (value: string): boolean => placeholder.test(value);

/** Names in programs and files: words of letters joined by dots, dashes, slashes or capitals. */
export function looksWritten(value: string): boolean {
  if (!/\d/.test(value)) return /^[A-Za-z_./:-]+$/.test(value);
  const words = value.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).filter((word) => word.length > 0);
  const readable = words.filter(
    (word) => word.length >= 4 && /^[A-Z]?(?:[a-z]+|[A-Z]+)$/.test(word) && isPronounceable(word),
  );
  const letters = readable.reduce((sum, word) => sum + word.length, 0);
  return letters >= value.length * 0.55;
}

function isPronounceable(word: string): boolean {
  const lower = word.toLowerCase();
  const vowels = lower.replace(/[^aeiouy]/g, "").length;
  return (
    vowels / lower.length > 0.22 &&
    vowels / lower.length < 0.75 &&
    !/[^aeiouy]{5}|[aeiouy]{4}/.test(lower) &&
    !/[qxjz][^aeiouy]/.test(lower)
  );
}

/** Random enough for a key: for its length, and with digits among the letters. */
export function isRandom(value: string, entropy: number): boolean {
  return /\d/.test(value) && measureEntropy(value) >= Math.min(entropy, Math.log2(value.length) * 0.9);
}
