import { expect, test } from "vitest";
import type { Principal } from "../../framework/context.ts";
import type { UserId } from "../../framework/database/tenant.ts";
import { decideByRole } from "./decide-by-role.ts";
import { describeRoles, mayGrant, permissionNames, permissionsFor } from "./describe-roles.ts";
import { roleNames } from "./tables.ts";

const userId = "usr_a" as UserId;
const user = { kind: "user", id: userId, sessionId: "ses_a", isOperator: false } as const;
const key = (...scopes: string[]): Principal => ({ kind: "api_key", id: "key_a", userId, scopes });
const context = { at: new Date(0), isRead: false, country: undefined };
const decide = (principal: Principal, role: string | undefined, action: string) =>
  decideByRole({ principal: { ...principal, role }, action, resource: {}, context });

test("what no rule allows is denied, and every decision names its rule", () => {
  expect(decide(user, undefined, "members.read")).toEqual({ allow: false, rule: "member.required" });
  expect(decide(user, "viewer", "members.write")).toEqual({ allow: false, rule: "role.viewer" });
  expect(decide(user, "someone", "members.read")).toEqual({ allow: false, rule: "role.someone" });
  expect(decide(user, "viewer", "members.read")).toEqual({ allow: true, rule: "role.viewer:members.read" });
  expect(decide(user, "admin", "members.write")).toEqual({ allow: true, rule: "role.admin:members.*" });
});

test("an API key needs role and scope, and some things no key may do", () => {
  expect(decide(key("members.read"), "viewer", "members.read")).toMatchObject({ allow: true });
  expect(decide(key(), "owner", "members.read")).toEqual({ allow: false, rule: "key.scope" });
  expect(decide(key("*"), "owner", "members.read")).toEqual({ allow: false, rule: "key.scope" });
  expect(decide(key("members.write"), "viewer", "members.write")).toEqual({ allow: false, rule: "role.viewer" });
  expect(decide(key("api_keys.write"), "owner", "api_keys.write")).toEqual({ allow: false, rule: "key.session_only" });
});

test("what belongs to a kind of caller is not a matter of roles", () => {
  const operator = { ...user, isOperator: true };
  expect(decide(user, "owner", "operator")).toMatchObject({ allow: false });
  expect(decide(operator, undefined, "operator")).toMatchObject({ allow: true });
  expect(decide(key("self"), "owner", "self")).toMatchObject({ allow: false });
});

test("only an owner may end the organization; an owner may do everything", () => {
  expect(roleNames.filter((role) => permissionsFor(role).includes("organization.erase"))).toEqual(["owner"]);
  expect(permissionsFor("owner")).toEqual(permissionNames);
});

test("who only looks on changes nothing, may let an app look on, and may say that an account is a child's", () => {
  for (const role of ["viewer", "auditor", "guest"] as const)
    expect(permissionsFor(role).filter((name) => !name.endsWith(".read"))).toEqual([
      "connected_apps.allow",
      "minor_reports.write",
    ]);
});

test("whoever gives a role has it all themselves: nobody climbs by giving", () => {
  for (const giver of roleNames) {
    for (const role of roleNames) {
      const within = permissionsFor(role).every((name) => permissionsFor(giver).includes(name));
      expect(mayGrant({ role: giver }, role), `${giver} gives ${role}`).toBe(within);
    }
  }
  expect(mayGrant({ role: "admin" }, "owner")).toBe(false);
  expect(mayGrant({ role: "owner", scopes: ["members.write"] }, "viewer")).toBe(false);
  expect(mayGrant({ role: "owner", scopes: permissionsFor("viewer") }, "viewer")).toBe(true);
});

test("every role and permission has its sentence", () => {
  const { roles, permissions } = describeRoles();
  expect(roles.map(({ role }) => role)).toEqual(roleNames);
  for (const { summary } of [...roles, ...permissions]) expect(summary).toMatch(/^[A-Z].+\.$/);
  expect(permissions.find(({ permission }) => permission === "api_keys.write")?.for_api_keys).toBe(false);
});
