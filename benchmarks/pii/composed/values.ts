import type { Draw } from "../draw.ts";
import { mod1110 } from "../checked/check-digits.ts";
import { makeChecked } from "../make-checked.ts";
import type { LabelledText } from "../read-sets.ts";
import type { Span } from "../score-spans.ts";
import type { Country } from "./countries.ts";

const [opens, names, closes] = ["\u0001", "\u0002", "\u0003"];
/** A value with its class, wherever it is put. */
export const mark = (cls: string, value: string): string => `${opens}${cls}${names}${value}${closes}`;

/** The marks become spans. */
export function readMarks(lang: string, marked: string): LabelledText {
  let text = "";
  const spans: Span[] = [];
  // oxlint-disable-next-line no-control-regex -- the marks are control characters, which no text has
  for (const part of marked.split(/(\u0001[^\u0003]*\u0003)/)) {
    // oxlint-disable-next-line no-control-regex -- one mark, of those characters
    const [, cls, value] = /^\u0001([^\u0002]*)\u0002([^\u0003]*)\u0003$/.exec(part) ?? [];
    if (cls && value) spans.push({ start: text.length, end: text.length + value.length, cls });
    text += value ?? part;
  }
  return { lang, text, spans };
}

export const fill = (form: string, draw: Draw): string =>
  form.replace(/[_^]/g, (sign) => (sign === "_" ? draw.digits(1) : String(2 + draw.int(8))));
const two = (n: number) => String(n).padStart(2, "0");
const fours = (text: string) => text.replace(/(.{4})(?=.)/g, "$1 ");

/** What a document of a country draws on. */
export function openValues(country: Country, draw: Draw) {
  const date = (y: number) => {
    const [d, m] = [two(1 + draw.int(28)), two(1 + draw.int(12))];
    const parts: Record<Country["date"], string> = {
      "d.m.y": `${d}.${m}.${y}`,
      "d/m/y": `${d}/${m}/${y}`,
      "d-m-y": `${d}-${m}-${y}`,
      "m/d/y": `${m}/${d}/${y}`,
    };
    return parts[country.date];
  };
  const name = () => draw.pick(country.names);
  const account = (who: string) => {
    const plain = who
      .normalize("NFKD")
      .replaceAll(/[^A-Za-z ]/g, "")
      .toLowerCase()
      .split(" ");
    const [first, last] = [plain[0]!, plain.at(-1)!];
    return draw.pick([`${first}.${last}`, `${first[0]}${last}${draw.digits(2)}`, `${last}_${first}`, `${first}+shop`]);
  };
  const number = (maker: string) => makeNumber(maker, draw);
  const values = {
    person: () => mark("person", name()),
    address: () => mark("address", draw.pick(country.streets)),
    email: () => mark("email", `${account(name())}@${draw.pick(country.hosts)}`),
    phone: () => mark("phone", fill(draw.pick(country.phones), draw)),
    card: () => mark("card", number(draw.pick(["visa", "visa_spaced", "mastercard", "mastercard_dashed", "amex"]))),
    iban: () => mark("iban", country.iban === "" ? "" : number(country.iban)),
    birth: () => mark("birth", date(1938 + draw.int(66))),
    url: () =>
      mark(
        "url",
        draw.pick([
          `https://${country.hosts[0]}/help/${draw.int(99)}`,
          `www.${country.hosts[0]}`,
          `http://${country.hosts[0]}:8080/a?id=${draw.digits(5)}&lang=${country.lang}`,
          `https://files.${country.hosts[0]}/d/${draw.digits(3)}_a-b.pdf`,
        ]),
      ),
    id: () => {
      const [label, cls, maker] = draw.pick(country.ids);
      return `${label} ${mark(cls, number(maker))}`;
    },
    ip: () =>
      mark(
        "ip",
        draw.chance(0.7)
          ? `${88 + draw.int(100)}.${draw.int(256)}.${draw.int(256)}.${1 + draw.int(254)}`
          : `2a0${draw.int(9)}:${draw.digits(4)}:${draw.int(9)}::${draw.int(99)}`,
      ),
    date: () => date(2021 + draw.int(5)),
    order: () =>
      draw.pick([
        draw.digits(7),
        `RE-${draw.digits(4)}-${draw.digits(3)}`,
        `${draw.digits(3)}-${draw.digits(7)}-${draw.digits(7)}`,
      ]),
    amount: () => `${1 + draw.int(900)}${country.lang === "en" ? "." : ","}${draw.digits(2)}`,
    sku: () => `${draw.letters(2)}-${draw.digits(6)}`,
    tracking: () => `1Z${draw.digits(3)}${draw.letters(2)}${draw.digits(10)}`,
  };
  const say = (line: string) => line.replace(/\{(\w+)\}/g, (_, slot: keyof typeof values) => values[slot]());
  return { ...values, number, say, pick: draw.pick };
}
export type Values = ReturnType<typeof openValues>;

/** A number of that name, with its check digits. */
export const makeNumber = (name: string, draw: Draw): string => own[name]?.(draw) ?? makeChecked(name, draw);

/** Numbers that nobody else draws: by their public descriptions. */
const own: Record<string, (draw: Draw) => string> = {
  ssn: (draw) => `${100 + draw.int(560)}-${two(1 + draw.int(99))}-${draw.digits(3)}${1 + draw.int(9)}`,
  ein: (draw) => `${draw.pick(["20", "36", "47", "81"])}-${draw.digits(7)}`,
  itin: (draw) => `9${draw.digits(2)}-${70 + draw.int(18)}-${draw.digits(4)}`,
  pl_nip: (draw) => {
    for (;;) {
      const body = `${5 + draw.int(4)}${1 + draw.int(9)}${draw.digits(7)}`;
      const rest = [6, 5, 7, 2, 3, 4, 5, 6, 7].reduce((sum, weight, i) => sum + weight * Number(body[i]), 0) % 11;
      if (rest < 10)
        return draw.chance(0.5) ? `${body}${rest}` : `${body}${rest}`.replace(/^(...)(...)(..)/, "$1-$2-$3-");
    }
  },
  // One of its first ten digits comes twice, all others once at most.
  de_tax: (draw) => {
    const order = Array.from("1234567890").toSorted(() => draw.int(2) - 0.5);
    if (order[0] === "0") order.reverse();
    order[9] = order[draw.int(8)]!;
    return order.join("") + mod1110(order.join(""));
  },
  iban_es: (draw) => ibanOf("ES", draw.digits(20)),
  iban_it: (draw) => ibanOf("IT", `${draw.letters(1)}${draw.digits(22)}`),
  iban_nl: (draw) => ibanOf("NL", `${draw.pick(["INGB", "RABO", "TRIO"])}${draw.digits(10)}`),
  iban_pl: (draw) => ibanOf("PL", draw.digits(24)),
};
function ibanOf(country: string, body: string): string {
  const digits = [...`${body}${country}00`].map((sign) => Number.parseInt(sign, 36)).join("");
  return fours(`${country}${two(Number(98n - (BigInt(digits) % 97n)))}${body}`);
}
