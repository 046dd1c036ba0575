import { expect, test } from "vitest";
import type { Deployment } from "../context.ts";
import { refuseCrossSite } from "./refuse-cross-site.ts";

const alone = { origin: "https://avow.example.org" } as Deployment;
const shared = { ...alone, cookie: { domain: "example.org", origins: ["https://app.example.org"] } };
const ask = (deployment: Deployment, asked: { csrf?: string; site?: string; origin?: string }) => () =>
  refuseCrossSite({ csrf: "1", site: undefined, origin: undefined, reached: "https://10.0.0.1", ...asked }, deployment);
const crossSite = "request.cross_site";

test("a write comes from this very origin, or from no page at all", () => {
  for (const asked of [
    {},
    { site: "none" },
    { site: "same-origin", origin: alone.origin },
    { origin: "https://10.0.0.1" },
  ])
    expect(ask(alone, asked)).not.toThrow();
});

test.each([
  { csrf: "" },
  { site: "cross-site" },
  { site: "same-site", origin: alone.origin },
  { origin: "https://evil.example" },
  { origin: "http://avow.example.org" },
  { origin: "null" },
])("%j is refused", (asked) => {
  expect(ask(alone, asked)).toThrow(crossSite);
  expect(ask(shared, asked.site === "same-site" ? { ...asked, origin: "https://evil.example.org" } : asked)).toThrow(
    crossSite,
  );
});

test("where hosts share the cookie, only the listed origins write with it, and each says its origin", () => {
  for (const origin of [alone.origin, "https://app.example.org"])
    expect(ask(shared, { site: "same-site", origin })).not.toThrow();
  for (const origin of ["https://blog.example.org", "https://app.example.org.evil.example", "https://10.0.0.1"])
    expect(ask(shared, { site: "same-site", origin })).toThrow(crossSite);
  expect(ask(shared, { site: "same-origin" })).toThrow(crossSite);
});
