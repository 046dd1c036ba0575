/** Digits of a compact number, from position `from`. */
export const digitsOf = (number: string, from = 0, to = number.length): number[] => {
  const digits: number[] = [];
  for (let i = from; i < to; i++) digits.push(number.charCodeAt(i) - 48);
  return digits;
};

/** The sum of digits times weights, for as many as there are weights. */
export function weigh(number: string, weights: readonly number[], from = 0): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += (number.charCodeAt(from + i) - 48) * weights[i]!;
  return sum;
}

/** ISO/IEC 7812-1, mod 10. */
export function isLuhn(number: string): boolean {
  let sum = 0;
  for (let i = number.length - 1, isDouble = false; i >= 0; i--, isDouble = !isDouble) {
    const digit = number.charCodeAt(i) - 48;
    sum += isDouble ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}

/** ISO/IEC 7064 mod 11, 10: Germany's and Croatia's personal numbers. */
export function isMod11And10(number: string): boolean {
  let product = 10;
  for (let i = 0; i < number.length - 1; i++) {
    const sum = (number.charCodeAt(i) - 48 + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === number.charCodeAt(number.length - 1) - 48;
}

/** ISO/IEC 7064 mod 97, 10, letters counting from A = 10: an IBAN with its first four moved to the end. */
export function mod97(alphanumeric: string): number {
  let rest = 0;
  for (let i = 0; i < alphanumeric.length; i++) {
    const code = alphanumeric.charCodeAt(i);
    rest = code <= 57 ? (rest * 10 + code - 48) % 97 : (rest * 100 + code - 55) % 97;
  }
  return rest;
}

const dihedral = [
  "0123456789",
  "1234067895",
  "2340178956",
  "3401289567",
  "4012395678",
  "5987604321",
  "6598710432",
  "7659821043",
  "8765932104",
  "9876543210",
];
const permutations = [
  "0123456789",
  "1576283094",
  "5803796142",
  "8916043527",
  "9453126870",
  "4286573901",
  "2793806415",
  "7046913258",
];

export function isVerhoeff(number: string): boolean {
  let check = 0;
  for (let i = 0; i < number.length; i++) {
    const digit = number.charCodeAt(number.length - 1 - i) - 48;
    check = dihedral[check]!.charCodeAt(permutations[i % 8]!.charCodeAt(digit) - 48) - 48;
  }
  return check === 0;
}

/** Whether these could be a day of the calendar; two-digit years count as either century. */
export function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  return day <= 28 || new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate() >= day;
}

/** Two digits as a number. */
export const pair = (number: string, at: number): number =>
  (number.charCodeAt(at) - 48) * 10 + number.charCodeAt(at + 1) - 48;
