/** The last four digits of what may be a card's number by its length and check digit (ISO/IEC 7812, Luhn). */
export function lastFourOf(typed: string): string | undefined {
  const digits = typed.replaceAll(/[ -]/g, "");
  if (!/^\d{12,19}$/.test(digits) || !isInCheck(digits)) return undefined;
  return digits.slice(-4);
}

function isInCheck(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
