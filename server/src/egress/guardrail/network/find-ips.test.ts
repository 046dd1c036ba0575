import { expect, test } from "vitest";
import { ips } from "./find-ips.ts";

const find = (text: string) =>
  ips.detect(text, { now: new Date(0) }).map(({ start, end, cls }) => `${cls}: ${text.slice(start, end)}`);

test.each([
  ["from 192.0.2.7:443", "ip: 192.0.2.7"],
  ["[2001:db8::1]", "ip: 2001:db8::1"],
  ["::ffff:192.0.2.7 and ::1", "ip: ::ffff:192.0.2.7 | ip: ::1"],
  ["2001:0db8:85a3:0000:0000:8a2e:0370:7334.", "ip: 2001:0db8:85a3:0000:0000:8a2e:0370:7334"],
  ["fe80::1%eth0 and 2001:db8::/32, 192.0.2.0/24", "ip: fe80::1%eth0 | ip: 2001:db8::/32 | ip: 192.0.2.0/24"],
  ["00:1A:2b:3C:4D:5E", "mac: 00:1A:2b:3C:4D:5E"],
  ["00-1A-2B-3C-4D-5E", "mac: 00-1A-2B-3C-4D-5E"],
  ["the loopback 127.0.0.0", "ip: 127.0.0.0"],
  ["http://3232235777/admin", "ip: 3232235777"],
  ["see http://a:b@0xC0A80001:8080/ or https://0xC0.0xA8.0x0.0x1/", "ip: 0xC0A80001 | ip: 0xC0.0xA8.0x0.0x1"],
  ["host 1.2.3.4, client_ip=2.16.4.1", "ip: 1.2.3.4 | ip: 2.16.4.1"],
  ["8.8.8.8 and 10.0.0.1, or 4.2.2.2:53", "ip: 8.8.8.8 | ip: 10.0.0.1 | ip: 4.2.2.2"],
])("finds the addresses in %j", (text, expected) => {
  expect(find(text).join(" | ")).toBe(expected);
});

test.each([
  "at 10:30:15",
  "version 1.2.3.4",
  "http://9999999999/ and https://20240131.example.org/",
  "PC-7, IP Treiber 3.0.12.1",
  '{"versione":"1.0.12.4"}',
  "APP_VERSION=10.14.2.1",
  "chapters 1.2.3.4 and 10.2.1.1 of the standard",
  "Artículo 1.2.3.4 del pliego",
  "1.2.3.4.5",
  "Chrome/120.0.0.0 Safari",
  "chrony 4.2.1.0 and versão 2.80.0.5",
  "1.2.3.4 Scope of delivery",
  "300.1.1.1",
  "std::vector",
  "a::b",
  "12:30",
])("takes %j for none", (text) => {
  expect(find(text)).toEqual([]);
});
