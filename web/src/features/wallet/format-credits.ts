const microCreditsPerCredit = 1_000_000;

/** "12.5 credits" to the micro-credit: nothing is rounded away. */
export function formatCredits(microCredits: number, locale: string): string {
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 6 });
  return format.format(microCredits / microCreditsPerCredit);
}

export const toMicroCredits = (credits: number): number => Math.round(credits * microCreditsPerCredit);
export const toCredits = (microCredits: number): number => microCredits / microCreditsPerCredit;
