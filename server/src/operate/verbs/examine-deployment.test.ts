import { afterAll, beforeAll, expect, test } from "vitest";
import { runVerb } from "../../testing/processes/run-verb.ts";
import { openDeployment, type TestDeployment } from "../../testing/processes/start-avow.ts";
import type { Finding } from "../doctor/finding.ts";

let deployment: TestDeployment;
beforeAll(async () => {
  deployment = await openDeployment();
});
afterAll(() => deployment.close());

const avow = (words: string[], env: Record<string, string> = {}) => runVerb(words, { ...deployment.env, ...env });

type Told = { findings: Finding[]; bad: number; warnings: number };
async function examine(env: Record<string, string> = {}) {
  const { code, out } = await avow(["doctor", "--json"], env);
  const told = JSON.parse(out) as Told;
  return { code, ...told, of: (check: string) => told.findings.find((one) => one.check === check) };
}

test("the doctor finds what a new deployment lacks, ends with 1, and with 0 once that is done", async () => {
  const before = await examine();
  expect([before.code, before.bad > 0, before.of("migrations")?.verdict]).toEqual([1, true, "bad"]);
  expect((await avow(["migrate"])).code).toBe(0);
  const unsaved = await examine();
  expect(unsaved.findings.filter(({ verdict }) => verdict === "bad").map(({ check }) => check)).toEqual(["backup"]);
  expect((await avow(["backup"])).code).toBe(0);
  const after = await examine();
  expect(after.findings.filter(({ verdict }) => verdict === "bad")).toEqual([]);
  expect([after.code, after.bad, after.of("migrations")?.verdict]).toEqual([0, 0, "good"]);
  for (const { verdict, do: what } of after.findings) expect(Boolean(what)).toBe(verdict !== "good");
});

test("a database that does not answer is one finding among the others, and the doctor goes on", async () => {
  const { code, of, findings } = await examine({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing" });
  expect([code, of("database")?.verdict]).toEqual([1, "bad"]);
  expect(of("database")?.do).toContain("127.0.0.1:1 does not let Avow in (ECONNREFUSED)");
  expect(findings.length).toBeGreaterThan(4);
});

test("a person reads each finding with what to do below it, and a sum at the end", async () => {
  const { out } = await avow(["doctor"], { DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing" });
  expect(out).toContain("BAD     database: It cannot be reached.\n        PostgreSQL at");
  expect(out.trimEnd().split("\n").at(-1)).toMatch(/^\d+ bad, \d+ warnings, \d+ fine\.$/);
});
