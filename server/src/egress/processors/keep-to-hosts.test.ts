import { expect, test } from "vitest";
import { isNamedHost, keepToHosts } from "./keep-to-hosts.ts";

test.each([
  ["api.openai.com", ["api.openai.com"], true],
  ["API.openai.com.", ["api.openai.com"], true],
  ["eu.api.openai.com", ["api.openai.com"], false],
  ["api.openai.com.evil.test", ["api.openai.com"], false],
  ["evilapi.openai.com", ["*.api.openai.com"], false],
  ["a.example.com", ["*.example.com"], true],
  ["a.b.example.com", ["*.example.com"], true],
  ["example.com", ["*.example.com"], false],
  [".example.com", ["*.example.com"], false],
  ["badexample.com", ["*.example.com"], false],
  ["", ["*.example.com", ""], false],
])("%s among %j: %s", (host, patterns, isNamed) => {
  expect(isNamedHost(host, patterns.filter(Boolean))).toBe(isNamed);
});

test("a host nobody registered is told and gets no request", async () => {
  const sent: string[] = [];
  const told: string[] = [];
  const fetch = keepToHosts(
    (url) => {
      sent.push(url);
      return Promise.reject(new Error("sent"));
    },
    ["api.mistral.ai"],
    (host) => told.push(host),
  );
  for (const url of ["https://api.mistral.ai.evil.test/v1", "https://evil.test/?https://api.mistral.ai", "nonsense"])
    await expect(fetch(url)).rejects.toMatchObject({ code: "egress.host_not_registered" });
  expect([sent, told]).toEqual([[], ["api.mistral.ai.evil.test", "evil.test", ""]]);
  await expect(fetch("https://api.mistral.ai/v1")).rejects.toThrow("sent");
});
