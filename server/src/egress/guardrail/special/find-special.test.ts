import { expect, test } from "vitest";
import { paymentDetails } from "./find-payment.ts";
import { specialCategories } from "./find-special.ts";

const of = { now: new Date(0) };
const find = (text: string) =>
  [...specialCategories.detect(text, of), ...paymentDetails.detect(text, of)].map(
    ({ start, end, cls }) => `${cls}: ${text.slice(start, end)}`,
  );

test.each([
  ["I was treated for depression.", "health: depression"],
  ["Meine Kollegin ist schwanger", "health: schwanger"],
  ["La patiente est enceinte", "health: enceinte"],
  ["Jestem chora na cukrzycę", "health: chora na | health: cukrzycę"],
  ["Mi marido tiene diabetes", "health: diabetes"],
  ["Herr Meyer ist Gewerkschaftsmitglied", "union: Gewerkschaftsmitglied"],
  ["my brother is gay", "sexuality: gay"],
  ["Mio padre è cattolico", "belief: cattolico"],
  ["mijn zoon is 9 jaar oud", "minor: 9 jaar oud"],
  ["our 12-year-old daughter", "minor: 12-year-old"],
  ["CVV: 123, exp 04/27", "payment: 123 | payment: 04/27"],
])("finds what %j says of someone", (text, expected) => {
  expect(find(text).join(" | ")).toBe(expected);
});

test.each([
  "Pregnancy tests are sold here.",
  "The union of two sets",
  "She is 25 years old",
  "cancer research needs money",
  "a 3-year-old bug",
  "<Button disabled={isBusy} onClick={() => she.saves()}>",
  'he wrote state === "disabled" there',
])("takes %j as said of nobody", (text) => {
  expect(find(text)).toEqual([]);
});
