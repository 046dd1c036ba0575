import { expect, test } from "vitest";
import { spelledEmails } from "./find-spelled-emails.ts";

const find = (text: string) =>
  spelledEmails.detect(text, { now: new Date(0) }).map(({ start, end }) => text.slice(start, end));

test.each([
  ["mail ada [at] example [dot] org", "ada [at] example [dot] org"],
  ["ada.lovelace(at)example(dot)co(dot)uk!", "ada.lovelace(at)example(dot)co(dot)uk"],
  ["ada dot lovelace at example dot com", "ada dot lovelace at example dot com"],
  ["ada[at]example.org", "ada[at]example.org"],
])("finds the address spelled out in %j", (text, expected) => {
  expect(find(text)).toEqual([expected]);
});

test.each(["look at example.org", "at noon", "meet at cafe dot", "sold (at) cost"])("takes %j for none", (text) => {
  expect(find(text)).toEqual([]);
});
