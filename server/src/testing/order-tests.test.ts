import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { longest, spreadEarly } from "./order-tests.ts";

const same = (name: string) => name;

test("the longest begin in the first half, each with others after it, and none is lost or doubled", () => {
  const [first, second, third] = longest as [string, string, string];
  const others = Array.from({ length: 12 }, (_, at) => `other-${at}`);
  const ordered = spreadEarly([...others.slice(0, 5), third, first, ...others.slice(5), second], same);
  expect(ordered.toSorted()).toEqual([first, second, third, ...others].toSorted());
  expect([first, second, third].map((name) => ordered.indexOf(name))).toEqual([0, 3, 6]);
  expect(ordered.filter((name) => others.includes(name))).toEqual(others);
});

test("where none of the longest is asked for, or nothing else, the order stays", () => {
  expect(spreadEarly(["b", "a"], same)).toEqual(["b", "a"]);
  expect(spreadEarly([...longest].toReversed(), same)).toEqual(longest);
  expect(spreadEarly([], same)).toEqual([]);
});

test("each that is named as long is there", () => {
  expect(longest.filter((path) => !existsSync(path))).toEqual([]);
});
