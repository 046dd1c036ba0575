import { expect, test } from "vitest";
import { describeRange, describeValue, groupParameters } from "./describe-value.ts";

test("values and ranges read as a person says them", () => {
  const days = { unit: "days" } as const;
  const none = { unit: null } as const;
  expect([
    describeValue(days, 30),
    describeValue(none, "allow_list"),
    describeValue(none, []),
    describeValue(none, ["EU", "US"]),
  ]).toEqual(["30 days", "allow list", "none", "EU, US"]);
  expect([
    describeRange(days, { min: 30, max: 90 }),
    describeRange(days, { min: 7, max: 7 }),
    describeRange(none, { options: ["block", "redact"] }),
    describeRange(none, { within: "any" }),
    describeRange(none, { within: [] }),
  ]).toEqual(["30 to 90 days", "only 7 days", "block or redact", "anything", "within nothing"]);
});

test("grouping loses no parameter, also one no group is named for", () => {
  const names = ["ai.locality", "tls.min", "something.new", "redaction.secret"].map((name) => ({ name }));
  const grouped = groupParameters(names);
  expect(grouped.flatMap(({ parameters }) => parameters).length).toBe(4);
  expect(grouped.at(-1)).toEqual({ title: "Other", parameters: [{ name: "something.new" }] });
});
