import { expect, test } from "vitest";
import { openCountryFile } from "./open-country-file.ts";

const find = openCountryFile();

test("an address of either family is found in the country it is registered in", async () => {
  expect(await find("193.0.6.139")).toBe("NL");
  expect(await find("133.11.0.1")).toBe("JP");
  expect(await find("2001:67c:2e8:22::c100:68b")).toBe("NL");
});

test("an IPv4 address that arrived over IPv6 is the same address", async () => {
  expect(await find("::ffff:133.11.0.1")).toBe("JP");
});

test("what is private, reserved or no address at all is in no country", async () => {
  for (const ip of ["127.0.0.1", "10.1.2.3", "192.168.0.1", "::1", "fe80::1", "", "not an address", "999.1.1.1"])
    expect([ip, await find(ip)]).toEqual([ip, undefined]);
});

test("a file that is not there is said to be missing", async () => {
  await expect(openCountryFile("/nowhere/countries.mmdb")("133.11.0.1")).rejects.toThrow(/countries\.mmdb/);
});
