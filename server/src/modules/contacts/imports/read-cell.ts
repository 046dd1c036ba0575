import { consentPurposes, identityKinds } from "../tables.ts";

/** The columns that an import understands, and an export writes. Social handles are written as `name@network`. */
export const contactColumnNames = ["name", "age", ...identityKinds, "consents", "evidence"] as const;

/** Between several of a kind in one cell. */
export const cellSeparator = "|";

/** What a row may say it agreed to. */
export const isPurpose = (word: string): word is (typeof consentPurposes)[number] =>
  consentPurposes.some((purpose) => purpose === word);

/** Takes back what keeps a spreadsheet from reading a cell as a formula. */
export const readCell = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell).trim();

export const splitCell = (cell: string): string[] =>
  cell
    .split(cellSeparator)
    .map(readCell)
    .filter((part) => part !== "");
