import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tables } from "../../app.ts";
import { later, secondMs } from "../../framework/clock.ts";
import { checkAge } from "../../modules/users/check-age.ts";
import { nameBackup, sweepBackups } from "../../operate/backup/list-backups.ts";
import { type ParameterName, parameterNames, parameters, shift } from "../parameters.ts";

const source = join(import.meta.dirname, "../..");
const seconds = [-secondMs, 0, secondMs];

/** Which test, by its clock, tries a limit of the policy at its last second and after it. */
const triedBy: Partial<Record<ParameterName, [file: string, title: string]>> = {
  "retention.review_months": [
    "privacy/erase/carry-out-erasure.test.ts",
    "content of the organization stays, without its author: the receipt says until when, and a review is due then",
  ],
  "retention.account_days": [
    "privacy/retention/limits.test.ts",
    "%s end to the second, over leap days and changed clocks",
  ],
  "retention.conversation_days": [
    "modules/runs/sweep-records.test.ts",
    "what a deleted conversation's tools sent is on record to the last second of the policy's days",
  ],
  "erase.cooling_off_days": [
    "modules/privacy-requests/confirm-privacy-request.test.ts",
    "has a week in which nothing happens, and can withdraw to its last second",
  ],
  "export.available_days": [
    "modules/privacy-requests/download-archive.test.ts",
    "after a week an export can no longer be downloaded, and is swept with its request",
  ],
  "backup.kek_epoch_days": [
    "privacy/epochs/change-epoch.test.ts",
    "nothing changes before its time; then every key opens as before, and no copy of the old ones does",
  ],
  "notice.days": ["modules/policy-versions/policy-versions.test.ts", "a weaker value is announced once"],
  "dsar.days": [
    "modules/rights-requests/clock/reckon-due.test.ts",
    "an answer is in time a second before it is due and when it is, and late a second after",
  ],
  "dsar.extension_days": [
    "modules/rights-requests/rights-requests.test.ts",
    "it is extended once, before it is due, with reasons that the asker reads; overdue is told once",
  ],
  "age.remove_days": [
    "modules/minor-reports/minor-reports.test.ts",
    "a reported account is gone within the days of the policy in force",
  ],
  "age.companions": [
    "egress/check-age.test.ts",
    "an agent for adults answers nobody younger than the policy asks, until they declare it, to the day; no date is kept",
  ],
  "breach.authority_hours": [
    "modules/incidents/incidents.test.ts",
    "at the 72nd hour it is in time; a second later it is overdue, told once, and asks for the reasons",
  ],
};
/** Tried below. */
const triedHere = new Set<ParameterName>(["age.min", "backup.max_age_days"]);
/** A question is answered by the same clock as a request. */
const triedWith: Partial<Record<ParameterName, ParameterName>> = { "enquiry.business_days": "dsar.days" };

/** Compared with what a provider promises: no clock of ours. */
const promisedByOthers: ParameterName = "ai.provider_retention_max";

const isTime = (name: ParameterName) => {
  if (name === promisedByOthers) return false;
  const found = parameters[name];
  return found.kind === "number" && found.unit !== "characters";
};
/** `sweep-expired.test.ts` tries every table to the second. */
const keepsTables = new Set(
  tables.flatMap(({ keep: { until } }) => (until && "parameter" in until ? [until.parameter] : [])),
);

function* sourceFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourceFiles(path);
    else if (entry.name.endsWith(".ts") && !/\.test\.ts$|fixture|testing/.test(path)) yield path;
  }
}

test("every limit of the policy that anything obeys is tried to the second", () => {
  const code = [...sourceFiles(source)].map((path) => readFileSync(path, "utf8")).join("\n");
  for (const name of parameterNames.filter(isTime)) {
    const isObeyed = code.includes(`"${name}"`);
    const [file, title] = triedBy[triedWith[name] ?? name] ?? [];
    const isTried = keepsTables.has(name) || triedHere.has(name) || file !== undefined;
    expect(isTried, `${name}: name the test that tries it at -1 s, 0 and +1 s`).toBe(isObeyed);
    if (!file || !title) continue;
    const text = readFileSync(join(source, file), "utf8");
    expect(text.includes(title), `${file} has no test "${title}"`).toBe(true);
  }
});

/** What no code reads, and why nothing is promised by it that does not hold. */
const unread: Partial<Record<ParameterName, string>> = {
  "auth.kdf": "There is one option, and no other code.",
  "crypto.suite": "There is one option, and no other code.",
  "marketing.default": "There is one option, and no other code.",
};

test("every parameter of the policy is read by code, or it is said why none reads it", () => {
  const code = [...sourceFiles(source)].map((path) => readFileSync(path, "utf8")).join("\n");
  const silent = parameterNames.filter((name) => !code.includes(`"${name}"`) && !name.startsWith("redaction."));
  expect(silent.toSorted()).toEqual(Object.keys(unread).toSorted());
  const single = parameterNames.filter((name) => unread[name]?.startsWith("There is one option"));
  for (const name of single) {
    const found = parameters[name];
    expect(found.kind === "choice" && found.options, name).toHaveLength(1);
  }
});

test.each([
  ["1990-04-01", "2008-04-01T00:00:00.000Z"],
  ["2008-02-29", "2026-03-01T00:00:00.000Z"],
  ["2010-02-28", "2028-02-28T00:00:00.000Z"],
  ["2010-03-01", "2028-03-01T00:00:00.000Z"],
  ["2007-12-31", "2025-12-31T00:00:00.000Z"],
])("whoever was born on %s is of age from %s on, and not a second before", (birthDate, comes) => {
  const isAdmitted = (at: Date) => {
    try {
      checkAge(birthDate, 18, at);
      return true;
    } catch (error) {
      expect(error).toMatchObject({ code: "users.too_young" });
      return false;
    }
  };
  expect(seconds.map((ms) => isAdmitted(later(new Date(comes), ms)))).toEqual([false, true, true]);
});

test.each([7, 30, 90])("a backup stays to the last second of %i days, and not one longer", (amount) => {
  const maxAge = { amount, unit: "days" } as const;
  for (const taken of ["2028-02-29T12:00:00.000Z", "2026-03-28T23:30:00.000Z", "2026-10-24T23:30:00.000Z"]) {
    const folder = mkdtempSync(join(tmpdir(), "avow-limit-"));
    const file = join(folder, nameBackup(new Date(taken)));
    const end = shift(new Date(taken), maxAge);
    const gone = seconds.map((ms) => {
      writeFileSync(file, "a backup");
      return sweepBackups(folder, { keep: 10, at: later(end, ms), maxAge }).length;
    });
    expect(gone, taken).toEqual([0, 0, 1]);
    rmSync(folder, { recursive: true });
  }
});
