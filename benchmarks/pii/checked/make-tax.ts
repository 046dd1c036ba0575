import type { Draw } from "../draw.ts";
import { birth, crossSum, luhn, type Make, mod1110, ofBrazil, pad, until, weigh } from "./check-digits.ts";
import { fillForm } from "./fill-form.ts";

const nameLetters = "BCDFGLMNPRSTVZ";
const consonants = (draw: Draw, n: number) =>
  Array.from({ length: n }, () => draw.pick(Array.from(nameLetters))).join("");
/** What a sign counts in an odd place of a codice fiscale, from 0 and A on. */
const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const nlBody = (draw: Draw): string =>
  until(() => {
    const body = draw.digits(8);
    const check = weigh(body, "98765432") % 11;
    return check > 9 ? undefined : body + String(check);
  });
const atEleven = (body: string) => (Number(body) % 11 === 0 ? `SK${body}` : undefined);

/** Numbers of people and firms towards a tax office. */
export const taxMakers: Record<string, Make> = {
  utr: (draw) => {
    const body = draw.digits(9);
    return "21987654321"[weigh(body, "678954321") % 11]! + body;
  },
  de_vat: (draw) => {
    const body = `${1 + draw.int(9)}${draw.digits(7)}`;
    return `DE${body}${mod1110(body)}`;
  },
  gr_afm: (draw) => {
    const body = `0${draw.digits(7)}`;
    const sum = [...body].reduce((all, digit, i) => all + Number(digit) * 2 ** (8 - i), 0);
    return body + String((sum % 11) % 10);
  },
  hu_tax: (draw) =>
    until(() => {
      const body = `8${draw.digits(8)}`;
      const rest = weigh(body, "123456789") % 11;
      return rest === 10 ? undefined : body + String(rest);
    }),
  it_fiscal: (draw) => {
    const { y, m, d } = birth(draw);
    const body = `${consonants(draw, 6)}${pad(y % 100)}${"ABCDEHLMPRST"[m - 1]}${pad(d + 40 * draw.int(2))}${draw.pick(["H501", "F205", "L219", "D612"])}`;
    const sum = [...body].reduce((all, sign, i) => {
      const n = Number.parseInt(sign, 36);
      const value = n > 9 ? n - 10 : n;
      return all + (i % 2 ? value : odd[value]!);
    }, 0);
    return body + String.fromCharCode(65 + (sum % 26));
  },
  nl_vat: (draw) => `NL${nlBody(draw)}B0${1 + draw.int(3)}`,
  pl_regon: (draw) => {
    const body = draw.digits(8);
    return body + String((weigh(body, "89234567") % 11) % 10);
  },
  pt_nif: (draw) => {
    const body = `${1 + draw.int(2)}${draw.digits(7)}`;
    const rest = weigh(body, "98765432") % 11;
    return (body + String(rest < 2 ? 0 : 11 - rest)).replace(/^(...)(...)/, draw.pick(["$1 $2 ", "$1$2"]));
  },
  br_cnpj: (draw) => {
    const body = `${draw.digits(8)}0001`;
    const first = ofBrazil(weigh(body, "543298765432"));
    const second = ofBrazil(weigh(body + first, "6543298765432"));
    return `${body}${first}${second}`.replace(/^(..)(...)(...)(....)/, "$1.$2.$3/$4-");
  },
  in_pan: (draw) => fillForm("AAAPA9999A", draw),
  at_vat: (draw) => {
    const body = draw.digits(7);
    const sum = crossSum(body, "12");
    return `ATU${body}${(10 - ((sum + 4) % 10)) % 10}`;
  },
  be_vat: (draw) => {
    const body = `0${1 + draw.int(9)}${draw.digits(6)}`;
    return `BE${draw.pick(["", " "])}${body}${pad(97 - (Number(body) % 97))}`;
  },
  fr_vat: (draw) => {
    const seven = draw.digits(8);
    const siren = seven + luhn(seven);
    return `FR${pad((12 + 3 * (Number(siren) % 97)) % 97)}${siren}`;
  },
  it_vat: (draw) => {
    const body = draw.digits(10);
    return draw.pick(["", "IT"]) + body + luhn(body);
  },
  dk_cvr: (draw) =>
    until(() => {
      const body = `${1 + draw.int(9)}${draw.digits(6)}`;
      const rest = weigh(body, "2765432") % 11;
      return rest === 1 ? undefined : `DK${body}${(11 - rest) % 11}`;
    }),
  fi_business: (draw) =>
    until(() => {
      const body = draw.digits(7);
      const rest = weigh(body, "79a5842") % 11;
      return rest === 1 ? undefined : `${body}-${rest === 0 ? 0 : 11 - rest}`;
    }),
  sk_vat: (draw) => until(() => atEleven(`2${draw.digits(9)}`)),
};
