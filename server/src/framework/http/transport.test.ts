import { describe, expect, test } from "vitest";
import { describePeer, parseProxies, readCookie, sessionCookie } from "./transport.ts";

const trusted = parseProxies("10.0.0.0/8, 192.0.2.7, 2001:db8::/32");
const peer = (
  remoteAddress: string,
  headers: { for?: string; proto?: string } = {},
  encrypted = false,
  list = trusted,
) => describePeer({ remoteAddress, encrypted }, { for: headers.for, proto: headers.proto }, list);

describe("X-Forwarded-For and -Proto", () => {
  test.each([
    ["another machine", "203.0.113.9", false],
    ["this machine", "127.0.0.1", true],
    ["this machine over IPv6", "::1", true],
    ["a neighbour of a trusted network", "11.0.0.1", false],
    ["an IPv6 address outside", "2001:db9::1", false],
  ])("are not believed from %s", (_, address, isLoopback) => {
    expect(peer(address, { for: "198.51.100.1", proto: "https" })).toEqual({
      ip: address,
      isSecure: false,
      isLoopback,
    });
  });

  test("are believed from nobody where no proxy is named", () => {
    const nobody = parseProxies("");
    expect(peer("10.0.0.1", { for: "198.51.100.1", proto: "https" }, false, nobody)).toMatchObject({
      ip: "10.0.0.1",
      isSecure: false,
    });
  });

  test.each([
    ["an address", "192.0.2.7"],
    ["a network", "10.99.0.1"],
    ["an IPv6 network", "2001:db8::5"],
    ["an IPv4 address written as IPv6", "::ffff:10.0.0.1"],
  ])("are believed from a proxy named by %s", (_, address) => {
    expect(peer(address, { for: "198.51.100.1", proto: "https" })).toEqual({
      ip: "198.51.100.1",
      isSecure: true,
      isLoopback: false,
    });
  });

  test.each([
    ["what a client invents comes before what the proxy saw", "1.1.1.1, 198.51.100.1", "198.51.100.1"],
    ["trusted proxies in a row are passed over", "198.51.100.1, 10.0.0.2, 10.0.0.3", "198.51.100.1"],
    ["an invention that looks like a proxy changes nothing", "10.0.0.9, 198.51.100.1, 10.0.0.2", "198.51.100.1"],
    ["an IPv6 client", "2001:db9::77", "2001:db9::77"],
    ["an IPv4 client written as IPv6", "::ffff:198.51.100.1", "198.51.100.1"],
    ["with its port", "1.1.1.1, 198.51.100.1:4711", "198.51.100.1"],
    ["an IPv6 client with its port", "1.1.1.1, [2001:db9::77]:443", "2001:db9::77"],
    ["a nearest hop that is no address hides what is beyond it", "1.1.1.1, unknown", "10.0.0.1"],
    ["an empty list", "", "10.0.0.1"],
    ["only proxies", "10.0.0.3, 10.0.0.2", "10.0.0.1"],
  ])("the client is read from the near end: %s", (_, chain, ip) => {
    expect(peer("10.0.0.1", { for: chain }).ip).toBe(ip);
  });

  test.each([
    ["https", true],
    ["http", false],
    ["https, http", false],
    ["http, https", true],
    [undefined, false],
  ])("the scheme is the nearest proxy's: %s", (proto, isSecure) => {
    expect(peer("10.0.0.1", proto === undefined ? {} : { proto }, true).isSecure).toBe(isSecure);
  });

  test("a proxy on this machine makes nobody local: without its word on the scheme the request is plain and remote", () => {
    const local = parseProxies("127.0.0.1");
    expect(peer("127.0.0.1", { for: "127.0.0.1" }, false, local)).toMatchObject({ isSecure: false, isLoopback: false });
  });
});

test("a link-local neighbour is an address like any, whatever its zone", () => {
  expect(peer("fe80::1%eth0")).toEqual({ ip: "fe80::1", isSecure: false, isLoopback: false });
});

test("a peer with TLS of our own is secure, and loopback in every spelling is loopback", () => {
  expect(peer("203.0.113.9", {}, true).isSecure).toBe(true);
  for (const address of ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
    expect(peer(address).isLoopback).toBe(true);
});

test.each([
  "10.0.0.0/",
  "10.0.0.0/33",
  "2001:db8::/129",
  "10.0.0.0/a",
  "10.0.0.0/8/8",
  "proxy.local",
  "10.0.0",
  "/8",
  "10.0.0.0/-1",
])("%s is neither an address nor a network, and is refused by name", (entry) => {
  expect(() => parseProxies(`192.0.2.1, ${entry}`)).toThrow(`AVOW_TRUSTED_PROXIES: ${entry} is not`);
});

describe("the session cookie", () => {
  const session = { token: "secret", expiresAt: new Date("2026-03-01T10:00:00Z") };

  test("is bound to host and https where there is https", () => {
    expect(sessionCookie(session, { isSecure: true })).toBe(
      "__Host-avow-session=secret; Path=/; HttpOnly; SameSite=Lax; Expires=Sun, 01 Mar 2026 10:00:00 GMT; Secure",
    );
  });

  test("is read under the name of its scheme only", () => {
    expect(readCookie("__Host-avow-session=a; x=1", { isSecure: true })).toBe("a");
    expect(readCookie("avow-session=a", { isSecure: true })).toBeUndefined();
    expect(readCookie("__Host-avow-session=a", { isSecure: false })).toBeUndefined();
    expect(readCookie(undefined, { isSecure: true })).toBeUndefined();
  });

  test("counts as none when there are two of it: someone planted one", () => {
    expect(readCookie("avow-session=a; avow-session=b", { isSecure: false })).toBeUndefined();
  });

  test("that hosts below one domain share has another prefix, and is not read without", () => {
    const reach = { isSecure: true, domain: "example.org" };
    expect(sessionCookie(session, reach)).toBe(
      "__Secure-avow-session=secret; Path=/; HttpOnly; SameSite=Lax; Expires=Sun, 01 Mar 2026 10:00:00 GMT; Secure; Domain=example.org",
    );
    expect(readCookie("__Secure-avow-session=a", reach)).toBe("a");
    expect(readCookie("__Host-avow-session=a", reach)).toBeUndefined();
    expect(readCookie("__Secure-avow-session=a", { isSecure: true })).toBeUndefined();
  });

  test("ends in the past", () => {
    expect(sessionCookie("ended", { isSecure: false })).toMatch(
      /^avow-session=; .*Expires=Thu, 01 Jan 1970 00:00:00 GMT$/,
    );
  });
});
