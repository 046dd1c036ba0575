import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { endpoints } from "./app.ts";
import { modules } from "./compose/list-modules.ts";
import type { RefusalFactory } from "./framework/errors.ts";
import { refusalsOf } from "./framework/http/openapi.ts";

/** Given before or around endpoints, by no endpoint of its own. */
const aroundEndpoints = new Set([
  "request.method_not_allowed",
  "request.insecure",
  "request.unreadable",
  "request.headers_too_large",
  "request.too_slow",
]);
/** Given by work that nobody waits for, and where people read them instead. */
const inBackground: Record<string, string> = {
  "attachments.damaged": "the error of an attachment",
  "attachments.no_text": "the error of an attachment",
  "attachments.too_large": "the error of an attachment",
  "attachments.too_heavy": "the error of an attachment",
  "conversations.gave_up": "the error of an answer",
  "conversations.interrupted": "the error of an answer",
  "wallet.insufficient": "the error of an answer",
  "wallet.budget_exceeded": "the error of an answer",
  "wallet.ceiling_reached": "the error of an answer",
  "wallet.run_budget_exceeded": "the reason of a run",
  "runs.too_many_steps": "the reason of a run",
  "runs.took_too_long": "the reason of a run",
  "runs.gave_up": "the reason of a run",
  "egress.recipient_refused": "the reason of a delivery",
};
/** Areas whose refusals are for whoever runs Avow, and appear in words on a terminal only. */
const onTerminals = new Set(["backup", "embedded"]);

type Source = { path: string; text: string };
const sources: Source[] = globSync("**/*.ts", { cwd: import.meta.dirname })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !path.endsWith(".test.ts") && !/^testing\/|\/testing\//.test(path))
  .map((path) => ({ path, text: readFileSync(join(import.meta.dirname, path), "utf8") }));

type Area = { name: string; area: string; path: string; refusals: Record<string, RefusalFactory> };

/** Every `export const …Errors = defineErrors("area", …)`, with what it defines. */
async function readAreas(): Promise<Area[]> {
  const found = sources.flatMap(({ path, text }) =>
    [...text.matchAll(/export const (\w+) = defineErrors\(\s*"(\w+)"/g)].map(([, name, area]) => ({
      path,
      name: name!,
      area: area!,
    })),
  );
  return Promise.all(
    found.map(async (one) => {
      const module = (await import(`./${one.path}`)) as Record<string, Record<string, RefusalFactory>>;
      return { ...one, refusals: module[one.name]! };
    }),
  );
}

const areas = await readAreas();
const served = areas.filter(({ area }) => !onTerminals.has(area));
const declared = served.flatMap((one) =>
  Object.entries(one.refusals).map(([name, refusal]) => [refusal.code, one, name, refusal] as const),
);
const answered = new Set([
  ...endpoints.flatMap((e) => refusalsOf(e).map(({ code }) => code)),
  ...modules.flatMap(({ exchanges = [] }) => exchanges.flatMap((e) => (e.refusals ?? []).map(({ code }) => code))),
]);

/** Sources without the lists that only announce refusals. */
const giving = sources.map(({ text }) => text.replaceAll(/refusals: \[[^\]]*\]/g, ""));

test("areas are found, each has a name of its own, and is where its module says", () => {
  expect(served.length).toBeGreaterThan(10);
  expect(new Set(areas.map(({ area }) => area)).size).toBe(areas.length);
  for (const { refusals, path } of served.filter((one) => one.path.startsWith("modules/"))) {
    const owner = modules.find(({ name }) => path === `modules/${name}/errors.ts`);
    expect(owner?.errors, `${path} is in its module's list`).toBe(refusals);
  }
});

describe.each(declared)("%s", (code, { name: area }, name, refusal) => {
  test("says what is so and what to do about it", () => {
    const { title, help } = refusal.declared;
    expect(title).toMatch(/^[A-Z].{8,}\.$/);
    expect(help).toMatch(/^[A-Z`].{8,}\.$/);
    expect(help).not.toBe(title);
  });

  test("is given by some code", () => {
    expect(giving.some((text) => givesBy(text, area, name))).toBe(true);
  });

  test("is announced by an endpoint that gives it", () => {
    const isElsewhere = aroundEndpoints.has(code) || code in inBackground;
    expect(answered.has(code), "add it to `refusals` of the endpoint").toBe(!isElsewhere);
  });
});

/** By its name, or by a key that is one of several words. */
const givesBy = (text: string, area: string, name: string) =>
  new RegExp(`\\b${area}\\.${name}\\b`).test(text) || (text.includes(`${area}[`) && text.includes(`"${name}"`));

const mentioned = sources.flatMap(({ path, text }) =>
  [...text.matchAll(/\b(\w+Errors)\.(\w+)\b/g)].map(([, area, name]) => [path, area!, name!] as const),
);

test("whatever is refused is declared", () => {
  expect(mentioned.length).toBeGreaterThan(50);
  const known = new Map(areas.map(({ name, refusals }) => [name, refusals]));
  expect(mentioned.filter(([, area, name]) => known.has(area) && !(name in known.get(area)!))).toEqual([]);
  expect(mentioned.filter(([, area]) => !known.has(area))).toEqual([]);
});

test("a refusal is made by its declaration only", () => {
  const made = sources.filter(({ path, text }) => path !== "framework/errors.ts" && /new Refusal\(/.test(text));
  expect(made.map(({ path }) => path)).toEqual([]);
});

test("no endpoint announces a refusal twice, or one of every endpoint of its kind", () => {
  const twice = endpoints.flatMap((e) => {
    const own = (e.refusals ?? []).map(({ code }) => code);
    const bare = new Set(refusalsOf({ ...e, refusals: [] }).map(({ code }) => code));
    return own
      .filter((code, i) => own.indexOf(code) !== i || bare.has(code))
      .map((code) => `${e.method} ${e.path}: ${code}`);
  });
  expect(twice).toEqual([]);
});
