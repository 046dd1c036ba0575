import type { Found } from "./read-street.ts";
import type { Row } from "./row.ts";

/** `PO Box 118`, `P.O. Box 7`, `Postfach 12 34`, `Postbus 90`, `Apartado 5`: a box at a post office. */
export function readBox(row: Row, i: number): Found | undefined {
  const word = row.word(i);
  const first = word === "box" ? beginOfBox(row, i) : oneWord.test(word) && row.isCapital(i) ? i : undefined;
  if (first === undefined || !row.isNumber(i + 1, 1, 6)) return undefined;
  const to = row.isNumber(i + 2, 2, 2) && !row.touches(i + 2) ? i + 2 : i + 1;
  return { from: first, to, rule: "address.box" };
}

const oneWord = /^(?:postfach|postbus|apartado)$/;

function beginOfBox(row: Row, i: number): number | undefined {
  if (row.word(i - 1) === "po") return i - 1;
  const from = row.isSign(i - 1, ".") ? i - 2 : i - 1;
  if (/^o\.?$/.test(row.word(from)) && /^p\.?$/.test(row.word(from - 1))) return from - 1;
  return row.word(from) === "o" && row.isSign(from - 1, ".") && row.word(from - 2) === "p" ? from - 2 : undefined;
}
