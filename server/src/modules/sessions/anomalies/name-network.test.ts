import { expect, test } from "vitest";
import { nameNetwork } from "./name-network.ts";

test("an IPv6 customer is one network however many addresses they use; IPv4 addresses are told apart", () => {
  expect(nameNetwork("2001:db8:1:2::1")).toBe(nameNetwork("2001:db8:1:2:ffff:ffff:ffff:ffff"));
  expect(nameNetwork("2001:db8:1:2::1")).not.toBe(nameNetwork("2001:db8:1:3::1"));
  expect(nameNetwork("::ffff:192.0.2.7")).toBe("192.0.2.7");
  expect(nameNetwork("192.0.2.7")).not.toBe(nameNetwork("192.0.2.8"));
});
