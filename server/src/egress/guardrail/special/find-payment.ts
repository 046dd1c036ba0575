import type { Detector, Hit } from "../detector.ts";
import { buildMatcher } from "../match-keywords.ts";
import { isLetterOrDigit } from "../read-characters.ts";

const codes = [
  ..."cvv cvc prufziffer kartenprufnummer sicherheitscode cryptogramme beveiligingscode".split(" "),
  "security code",
  "code de securite",
  "codigo de seguridad",
  "codice di sicurezza",
];
const dates = [
  ..."expir ablaufdatum caducidad scadenza vervaldatum".split(" "),
  "exp date",
  "exp",
  "valid thru",
  "valid until",
  "gultig bis",
  "data waznosci",
];
const pins = ["pin code", "pin:", "pin is", "card pin", "pin lautet", "pin-code"];
const words = [...codes, ...dates, ...pins];
const matcher = buildMatcher(words);
const code =
  /2?\p{L}{0,10}[^\p{L}\d\n]{0,4}(?:(?:is|ist|est|es|è|to|no|nr|number|code)[^\p{L}\d\n]{1,3}){0,2}(\d{3,4})(?!\d)/iuy;
const date =
  /\p{L}{0,8}[^\p{L}\d\n]{0,4}(?:(?:date|on|is|am|the)[^\p{L}\d\n]{1,3}){0,2}((?:0[1-9]|1[0-2]) ?[/-] ?(?:20)?\d\d)(?!\d)/iuy;

/** What is on a card besides its number: its security code, the date it ends, the number that unlocks it. */
export const paymentDetails: Detector = {
  name: "payment",
  longest: 96,
  detect(text) {
    const hits: Hit[] = [];
    matcher.each(text, (index, end) => {
      const word = words[index]!;
      if (isLetterOrDigit(text.charCodeAt(end - word.length - 1))) return;
      const [rule, form] = dates.includes(word) ? (["card-date", date] as const) : (["card-code", code] as const);
      form.lastIndex = end;
      const found = form.exec(text);
      if (!found) return;
      const to = end + found[0].length;
      hits.push({ start: to - found[1]!.length, end: to, cls: "payment", rule: `payment.${rule}`, score: 0.85 });
    });
    return hits;
  },
};
