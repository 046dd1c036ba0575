import type { Draw } from "../draw.ts";
import { fours, luhn, type Make, pad } from "./check-digits.ts";
import { fillForm } from "./fill-form.ts";

const iban = (country: string, form: string) => (draw: Draw) => {
  const body = fillForm(form, draw);
  const digits = [...`${body}${country}00`].map((sign) => Number.parseInt(sign, 36)).join("");
  return `${country}${pad(Number(98n - (BigInt(digits) % 97n)))}${body}`;
};
const card = (prefix: string, length: number) => (draw: Draw) => {
  const body = prefix + draw.digits(length - prefix.length - 1);
  return body + luhn(body);
};

/** Cards and accounts. */
export const accountMakers: Record<string, Make> = {
  visa: card("4", 16),
  visa_spaced: (draw) => fours(card("4", 16)(draw)),
  mastercard: (draw) => card(draw.pick(["51", "53", "2221", "2720"]), 16)(draw),
  mastercard_dashed: (draw) => fours(card("54", 16)(draw)).replaceAll(" ", "-"),
  amex: (draw) => card("37", 15)(draw).replace(/^(.{4})(.{6})/, "$1 $2 "),
  diners: (draw) => card("36", 14)(draw),
  discover: (draw) => card("6011", 16)(draw),
  maestro: (draw) => card(draw.pick(["6304", "6759", "5018"]), 16)(draw),
  unionpay: (draw) => card("62", draw.pick([16, 19]))(draw),
  iban_de: (draw) => fours(iban("DE", "999999999999999999")(draw)),
  iban_be: (draw) => fours(iban("BE", "999999999999")(draw)),
  iban_ch: iban("CH", "99999999999999999"),
  iban_gb: (draw) => fours(iban("GB", "AAAA99999999999999")(draw)),
  iban_mt: iban("MT", "AAAA999999999999999999A9A99"),
  iban_no: (draw) => fours(iban("NO", "99999999999")(draw)),
  iban_pt: iban("PT", "999999999999999999999"),
  iban_ie: (draw) => iban("IE", "AAAA99999999999999")(draw).toLowerCase(),
  iban_fr: (draw) => fours(iban("FR", "9999999999A999999999999")(draw)).replaceAll(" ", "-"),
  iban_gr: iban("GR", "99999999999999999999999"),
};
