import { expect, test } from "vitest";
import { goldenDecisions, goldenSheet } from "../../testing/golden-decisions.ts";
import { findWrongDecisions } from "../../testing/find-wrong-decisions.ts";
import { covers, decideByRole, permissionsOf } from "./decide-by-role.ts";
import { permissionNames } from "./describe-roles.ts";
import { roleNames } from "./tables.ts";

test("the golden table has a line for every permission and a column for every role, and none besides", () => {
  expect(goldenSheet.map(({ permission }) => permission)).toEqual([...permissionNames].toSorted());
  const { permission: _, keys: __, ...roles } = goldenSheet[0]!;
  expect(Object.keys(roles)).toEqual([...roleNames]);
});

test("it asks at least four hundred questions, about every attribute that rules know", () => {
  expect(goldenDecisions.length).toBeGreaterThanOrEqual(400);
  for (const attribute of ["channel", "campaign", "amount", "hour", "country"]) {
    const rules = goldenDecisions.map(({ rule = "" }) => rule);
    expect(rules.filter((rule) => rule.endsWith(`:${attribute}`)).length, attribute).toBeGreaterThanOrEqual(3);
  }
});

test("Avow's own rules answer every line of it", async () => {
  expect(await findWrongDecisions(decideByRole)).toEqual([]);
});

test("a rule that grants or denies one thing more is found", async () => {
  for (const role of roleNames.filter((name) => name !== "owner")) {
    const missing = permissionNames.find((name) => !permissionsOf[role].some((pattern) => covers(pattern, name)))!;
    const weakened: typeof decideByRole = (request) =>
      request.principal.role === role && request.action === missing ? { allow: true, rule: "" } : decideByRole(request);
    const found = await findWrongDecisions(weakened);
    expect(
      found.some((line) => line.startsWith(`${missing} for ${role}:`)),
      `${role} with ${missing}`,
    ).toBe(true);
  }
});
