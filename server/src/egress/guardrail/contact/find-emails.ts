import type { Detector, Hit } from "../detector.ts";
import { isLetterOrDigit, isUpper } from "../read-characters.ts";

/** RFC 5321: 64 before the `@`, 255 after it. */
const localMax = 64;
const domainMax = 255;

/** E-mail addresses as people write them: no quoted local parts, and a domain with a dot in it. */
export const emails: Detector = {
  name: "emails",
  longest: 384,
  detect(text) {
    const hits: Hit[] = [];
    for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
      const start = startOfLocal(text, at);
      const end = start < at ? endOfDomain(text, at + 1) : -1;
      if (end > 0) hits.push({ start, end, cls: "email", rule: "email", score: 0.99 });
    }
    return hits;
  },
};

function startOfLocal(text: string, at: number): number {
  let start = at;
  const earliest = Math.max(0, at - localMax);
  while (start > earliest && isLocal(text, start - 1)) start--;
  // A dash, dot or apostrophe before an address belongs to the sentence.
  while (start < at && !isLetterOrDigit(text.charCodeAt(start)) && text[start] !== "_") start++;
  return start;
}

function isLocal(text: string, i: number): boolean {
  const code = text.charCodeAt(i);
  return isLetterOrDigit(code) || ".-_+%'&~".includes(text[i]!);
}

/** Where the domain ends, or -1 where there is none. A label that is no letters ends it before. */
function endOfDomain(text: string, from: number): number {
  let end = -1;
  const last = Math.min(text.length, from + domainMax);
  for (let label = from, i = from; i <= last; i++) {
    const code = i < last ? text.charCodeAt(i) : 0;
    if (isLetterOrDigit(code) || (code === 45 && i > label)) continue;
    const stop = text.charCodeAt(i - 1) === 45 ? i - 1 : i;
    if (stop === label) break;
    if (label > from && mayBeTopLevel(text, label, stop)) end = stop;
    if (code !== 46 || stop !== i) break;
    label = i + 1;
  }
  return end;
}

function mayBeTopLevel(text: string, from: number, to: number): boolean {
  if (to - from < 2 || to - from > 24) return false;
  if (text.startsWith("xn--", from)) return true;
  for (let i = from; i < to; i++) if (text.charCodeAt(i) <= 57) return false;
  // "…@example.org.Then": a sentence that begins without a space.
  return !(startsUpper(text, from) && !startsUpper(text, from - 2) && !startsUpper(text, from + 1));
}

const startsUpper = (text: string, i: number) => isUpper(text.charCodeAt(i));
