import { describe, expect, test } from "vitest";
import { later, secondMs } from "../../../framework/clock.ts";
import { findRegime } from "./find-regime.ts";
import type { RegimeName } from "../../../privacy/public.ts";
import { isOverdue, reckonAcknowledge, reckonDue, reckonExtended } from "./reckon-due.ts";

const promised = { days: 30, extensionDays: 60, enquiryBusinessDays: 5 };
const due = (received: string, regime: RegimeName, kind = "access") =>
  reckonDue(new Date(received), { kind, regime }, promised).toISOString();
const extended = (from: string, regime: RegimeName, kind = "access") =>
  reckonExtended(new Date(from), { kind, regime }, promised)?.toISOString();

test.each([
  ["gdpr", "2027-01-31T10:00:00.000Z", "2027-02-28T10:00:00.000Z"], // the month's last day
  ["gdpr", "2028-01-31T10:00:00.000Z", "2028-02-29T10:00:00.000Z"], // a leap year
  ["gdpr", "2027-03-10T10:00:00.000Z", "2027-04-09T10:00:00.000Z"], // the policy's 30 days are shorter than March
  ["uk_gdpr", "2027-02-10T10:00:00.000Z", "2027-03-10T10:00:00.000Z"], // February is shorter than 30 days
  ["uk_gdpr", "2027-03-15T00:30:00.000Z", "2027-04-14T00:30:00.000Z"], // clocks go forward in between; the instant does not
  ["ccpa", "2027-01-31T10:00:00.000Z", "2027-03-17T10:00:00.000Z"],
  ["lgpd", "2028-02-20T10:00:00.000Z", "2028-03-06T10:00:00.000Z"],
  ["other", "2027-12-31T23:59:59.000Z", "2028-01-30T23:59:59.000Z"],
] as const)("by %s, what comes in at %s is due at %s", (regime, received, expected) => {
  expect(due(received, regime)).toBe(expected);
});

test.each([
  ["2027-03-01T09:00:00.000Z", "2027-03-08T09:00:00.000Z"], // Monday to Monday
  ["2027-03-05T09:00:00.000Z", "2027-03-12T09:00:00.000Z"], // Friday to Friday
  ["2027-03-06T09:00:00.000Z", "2027-03-12T09:00:00.000Z"], // Saturday to Friday
])("a question asked at %s is answered within five days of business, by %s", (received, expected) => {
  expect(due(received, "gdpr", "question")).toBe(expected);
});

test.each(["object", "withdraw_consent"])(
  "in California, to %s is obeyed within 15 days of business, and is not put off",
  (kind) => {
    expect(due("2027-03-01T09:00:00.000Z", "ccpa", kind)).toBe("2027-03-22T09:00:00.000Z"); // Monday, three weeks
    expect(due("2027-03-06T09:00:00.000Z", "ccpa", kind)).toBe("2027-03-26T09:00:00.000Z"); // a Saturday
    expect(due("2027-12-20T09:00:00.000Z", "ccpa", kind)).toBe("2028-01-10T09:00:00.000Z"); // holidays do not put it off
    expect(extended("2027-03-22T09:00:00.000Z", "ccpa", kind)).toBeUndefined();
    const dueAt = new Date(due("2028-02-29T12:00:00.000Z", "ccpa", kind));
    expect([-secondMs, 0, secondMs].map((ms) => isOverdue(dueAt, later(dueAt, ms)))).toEqual([false, false, true]);
    expect(due("2027-03-10T10:00:00.000Z", "gdpr", kind)).toBe(due("2027-03-10T10:00:00.000Z", "gdpr"));
  },
);

test.each([
  ["2027-03-01T09:00:00.000Z", "2027-03-15T09:00:00.000Z"], // Monday, two weeks, over changed clocks
  ["2027-03-06T09:00:00.000Z", "2027-03-19T09:00:00.000Z"], // a Saturday
  ["2028-02-18T23:59:59.000Z", "2028-03-03T23:59:59.000Z"], // over a leap day
])("in California, whoever asked at %s is told by %s that it came in, to the second", (received, expected) => {
  for (const kind of ["access", "port", "rectify", "erase"]) {
    const by = reckonAcknowledge(new Date(received), { kind, regime: "ccpa" })!;
    expect(by.toISOString()).toBe(expected);
    expect([-secondMs, 0, secondMs].map((ms) => isOverdue(by, later(by, ms)))).toEqual([false, false, true]);
  }
});

test("no other law asks for that, nor does California where a use only has to stop", () => {
  const at = new Date("2027-03-01T09:00:00.000Z");
  for (const regime of ["gdpr", "uk_gdpr", "lgpd", "other"] as const)
    expect(reckonAcknowledge(at, { kind: "access", regime })).toBeUndefined();
  for (const kind of ["object", "withdraw_consent", "question"])
    expect(reckonAcknowledge(at, { kind, regime: "ccpa" })).toBeUndefined();
});

test("it is extended by the law's time and never by more than the policy says; where the law knows none, not at all", () => {
  expect(extended("2027-02-28T10:00:00.000Z", "gdpr")).toBe("2027-04-28T10:00:00.000Z");
  expect(extended("2027-06-30T10:00:00.000Z", "gdpr")).toBe("2027-08-29T10:00:00.000Z");
  expect(extended("2027-03-17T10:00:00.000Z", "ccpa")).toBe("2027-05-01T10:00:00.000Z");
  expect(extended("2027-03-17T10:00:00.000Z", "lgpd")).toBeUndefined();
  expect(extended("2027-03-17T10:00:00.000Z", "gdpr", "question")).toBeUndefined();
});

describe.each(["gdpr", "uk_gdpr", "ccpa", "lgpd", "other"] as const)("by %s", (regime) => {
  test("an answer is in time a second before it is due and when it is, and late a second after", () => {
    const dueAt = new Date(due("2028-02-29T12:00:00.000Z", regime));
    const late = [-secondMs, 0, secondMs].map((ms) => isOverdue(dueAt, later(dueAt, ms)));
    expect(late).toEqual([false, false, true]);
  });
});

test.each([
  ["DE", "gdpr"],
  ["NO", "gdpr"],
  ["GB", "uk_gdpr"],
  ["US-CA", "ccpa"],
  ["DE-BY", "gdpr"],
  ["US-NY", "other"],
  ["US", "other"],
  ["BR", "lgpd"],
  [null, "other"],
] as const)("whoever lives in %s has the clock of %s", (residence, expected) => {
  expect(findRegime(residence)).toBe(expected);
});
