import { expect, test } from "vitest";
import { describeMethod } from "./describe-method.ts";

test.each([
  ["password", "Password"],
  ["password+code", "Password and code"],
  ["password+passkey", "Password and passkey"],
  ["oidc:idp_1", "Outside account"],
  ["oidc:idp_1+code", "Outside account and code"],
  [null, "Not noted"],
])("%s reads as %s", (method, said) => {
  expect(describeMethod(method)).toBe(said);
});
