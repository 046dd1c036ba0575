import { expect, test } from "vitest";
import { emails } from "./find-emails.ts";

const find = (text: string) =>
  emails.detect(text, { now: new Date(0) }).map(({ start, end }) => text.slice(start, end));

test.each([
  ["Write to ada@example.org.", "ada@example.org"],
  ["<mailto:o'neil+list@mail.example.co.uk>", "o'neil+list@mail.example.co.uk"],
  ['{"email":"ada_l@example.org","n":1}', "ada_l@example.org"],
  ["'ada@example.org'", "ada@example.org"],
  ["ada@example.org.Then she left", "ada@example.org"],
  ["jürgen@bücher.example", "jürgen@bücher.example"],
  ["user=ada@xn--bcher-kva.example&x=1", "ada@xn--bcher-kva.example"],
  ["to ada@example.org,bob@example.org", "ada@example.org bob@example.org"],
])("finds the address and nothing around it in %j", (text, expected) => {
  expect(find(text).join(" ")).toBe(expected);
});

test.each(["meet @ada at 5", "a@b", "price 3@2.50", "@@example.org", "user@host:~$", "x@1.2.3.4"])(
  "takes %j for no address",
  (text) => {
    expect(find(text)).toEqual([]);
  },
);
