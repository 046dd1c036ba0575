import { mod97 } from "../identifiers/check-digits.ts";
import { isNear, type Judge, mayStart, type Reading } from "./candidate.ts";

/** ISO 13616 registry: the length of each country's. */
const lengths = new Map<string, number>();
const registry =
  "NO15 BE16 DK18 FI18 FO18 GL18 NL18 SD18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 MN20 XK20 CH21 CR21 HR21 LI21 LV21 BG22 BH22 DE22 GB22 GE22 IE22 ME22 RS22 VA22 AE23 GI23 IL23 IQ23 OM23 TL23 SO23 AD24 CZ24 ES24 MD24 PK24 RO24 SA24 SE24 SK24 TN24 VG24 LY25 PT25 ST25 IS26 TR26 BI27 DJ27 FR27 GR27 IT27 MC27 MR27 SM27 AL28 AZ28 BY28 CY28 DO28 GT28 HU28 LB28 NI28 PL28 SV28 BR29 EG29 PS29 QA29 UA29 JO30 KW30 MU30 YE30 LC32 MT31 SC31 RU33 FK18 HN28";
for (const entry of registry.split(" ")) lengths.set(entry.slice(0, 2), Number(entry.slice(2)));

export const judgeIbans: Judge = (reading, hits) => {
  const { tokens, text } = reading;
  for (let i = 0; i < tokens.length; i++) {
    if (!mayStart(reading, i)) continue;
    const { start } = tokens[i]!;
    const country = text.slice(start, start + 2).toUpperCase();
    const length = lengths.get(country);
    if (length === undefined) continue;
    const found = rate(reading, i, length);
    if (found) hits.push({ start, end: tokens[found.j]!.end, cls: "iban", rule: "iban", score: found.score });
  }
};

function rate(reading: Reading, i: number, length: number): { j: number; score: number } | undefined {
  const { tokens, text } = reading;
  let compact = "";
  let last = i - 1;
  for (let j = i; j < tokens.length && compact.length < length; j++) {
    const { start, end } = tokens[j]!;
    compact += text.slice(start, end);
    last = j;
    if (j === i && !/^[A-Za-z]{2}(?:[\dOIl]|$)/.test(compact)) return undefined;
  }
  const isLabelled = () =>
    reading
      .labelsAt(i)
      .some(({ concept, ...near }) => (concept === "iban" || concept === "account") && isNear({ concept, ...near }, 3));
  if (compact.length === length && /^..[\dOoIl]{2}/.test(compact)) {
    const read = compact.toUpperCase();
    if (mod97(read.slice(4) + read.slice(0, 4)) === 1) return { j: last, score: 0.98 };
    // What goes on in the next line is one number only where its digits say so.
    if (/[\n\r]/.test(text.slice(tokens[i]!.start, tokens[last]!.end))) return undefined;
    if (isLabelled()) return { j: last, score: 0.9 };
    const digits = compact.replace(/\D/g, "").length;
    return /^..\d\d/.test(compact) && digits >= 12 ? { j: last, score: 0.76 } : undefined;
  }
  // Shorter or longer than its country's: only a label says that it is meant as one.
  const whole = text.slice(tokens[i]!.start, tokens[i]!.end);
  if (!/^[A-Za-z]{2}\d{2}[A-Za-z0-9]{8,30}$/.test(whole) || !isLabelled()) return undefined;
  return { j: i, score: 0.8 };
}
