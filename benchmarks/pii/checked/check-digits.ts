import type { Draw } from "../draw.ts";

/** Makes one number with its check digits. */
export type Make = (draw: Draw) => string;

export const pad = (n: number, to = 2) => String(n).padStart(to, "0");

/** The sum of digits times weights; `a` weighs ten, `b` eleven. */
export const weigh = (digits: string, weights: string) =>
  [...weights].reduce((sum, weight, i) => sum + Number.parseInt(weight, 36) * Number(digits[i]), 0);

/** The sum of the digits of the products; the weights begin anew where they end. */
export const crossSum = (digits: string, weights: string) =>
  [...digits].reduce((sum, digit, i) => {
    const product = Number(weights[i % weights.length]) * Number(digit);
    return sum + Math.floor(product / 10) + (product % 10);
  }, 0);

export const luhn = (digits: string) => String((10 - (crossSum([...digits].toReversed().join(""), "21") % 10)) % 10);

/** ISO 7064, mod 11,10. */
export const mod1110 = (digits: string) => {
  let rest = 10;
  for (const digit of digits) rest = (((rest + Number(digit)) % 10 || 10) * 2) % 11;
  return String((11 - rest) % 10);
};

const verhoeffD = Array.from({ length: 10 }, (_, a) =>
  Array.from({ length: 10 }, (_b, b) =>
    a < 5 ? (b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5)) : b < 5 ? 5 + ((a - b + 5) % 5) : (a - b + 10) % 5,
  ),
);
/** Row by place. */
const verhoeffP = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => {
  let row = [...Array(10).keys()];
  for (let i = 0; i < n; i++) row = row.map((_, k) => row[[1, 5, 7, 6, 2, 8, 3, 0, 9, 4][k]!]!);
  return row;
});
/** Verhoeff's digit over the group of the pentagon's symmetries. */
export const verhoeff = (digits: string) => {
  const state = [...digits]
    .toReversed()
    .reduce((c, digit, i) => verhoeffD[c]![verhoeffP[(i + 1) % 8]![Number(digit)]!]!, 0);
  return String(verhoeffD[state]!.indexOf(0));
};

/** The digit of a CPF or CNPJ, from the weighed sum. */
export const ofBrazil = (sum: number) => String(((sum * 10) % 11) % 10);

/** ICAO 9303: as on passports and cards. */
export const icao = (text: string) =>
  String([...text].reduce((sum, sign, i) => sum + Number.parseInt(sign, 36) * [7, 3, 1][i % 3]!, 0) % 10);

/** A day that every month has. */
export const birth = (draw: Draw) => ({ y: 1935 + draw.int(75), m: 1 + draw.int(12), d: 1 + draw.int(28) });

/** Draws until a number has a check digit at all. */
export function until(make: () => string | undefined): string {
  for (;;) {
    const made = make();
    if (made !== undefined) return made;
  }
}

/** In groups of four, as printed. */
export const fours = (text: string) => text.replace(/(.{4})(?=.)/g, "$1 ");
