/** A credit is a million of these. All amounts are whole numbers of them. */
export const microCreditsPerCredit = 1_000_000;
