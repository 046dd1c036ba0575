import { afterAll, beforeAll, expect, test } from "vitest";
import type { Decide } from "../framework/request/authorize.ts";
import { requestErrors } from "../framework/errors.ts";
import { openLog } from "../framework/log.ts";
import { decideByRole } from "../modules/members/decide-by-role.ts";
import { runProbes } from "../privacy/promises/run-probes.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../testing/people.ts";
import { readAnswer, readRefusal } from "../testing/read-answer.ts";
import { openWorld, until, type World } from "../testing/world.ts";
import { readPolicyEngines } from "./read-policy-engines.ts";
import { SettingsError } from "./settings.ts";

/** Stands for an engine outside: answers when it is told to. */
let answers: "as usual" | "not at all" | Promise<unknown> = "as usual";
const decide: Decide = async (request) => {
  if (answers === "not at all") throw requestErrors.undecided();
  if (answers !== "as usual") await answers;
  return decideByRole(request);
};
let world: World;
let ada: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld({ replace: () => ({ decide, decidesOutside: true }) });
  ada = await withOrganization(await signUp(world, "Ada"));
});
afterAll(() => world.close());

const rename = (name: string) => ada.request("/api/v1/organization", { method: "PATCH", json: { name } });

test("an engine that does not answer lets nobody in, and says to try again", async () => {
  answers = "not at all";
  expect(await readRefusal(rename("Not now"))).toBe("503 request.undecided");
  expect(await readRefusal(ada.request("/api/v1/members"))).toBe("503 request.undecided");
  answers = "as usual";
  await readAnswer(rename("Now"), 200);
});

test("no transaction is open while an engine outside is waited for", async () => {
  const held = Promise.withResolvers<undefined>();
  answers = held.promise;
  const renaming = rename("Patient");
  await new Promise((resolve) => setTimeout(resolve, 150));
  const open = await world.rows(
    "select 1 from pg_stat_activity where datname = current_database() and state like 'idle in tr%'",
  );
  expect(open).toEqual([]);
  held.resolve(undefined);
  answers = "as usual";
  expect((await renaming).status).toBe(200);
  await until(
    async () => (await world.rows("select 1 from audit_entries where action = 'organization.updated'")).length > 1,
  );
});

test("a policy that names another engine than the one that decides is broken, and says so", async () => {
  const seen = async () => (await runProbes(world.app, ["authz.rbac"]))[0];
  expect(await seen()).toMatchObject({ outcome: "kept", finding: { saw: { engine: "embedded" } } });
  world.app.decidesBy = "opa-http";
  const wrong = "The policy says that embedded decides, and AVOW_POLICY_ENGINE is opa-http.";
  expect(await seen()).toMatchObject({ outcome: "broken", finding: { wrong } });
  world.app.decidesBy = "embedded";
});

const log = openLog({ level: "error", to: { write: () => undefined } });
const policy = { shadow: undefined, url: undefined, wasmFile: undefined };

test("Avow's own rules decide where nothing else is set; an engine that cannot be loaded stops the start", async () => {
  expect(await readPolicyEngines({ policy: { ...policy, engine: "embedded" } }, log)).toEqual({
    decide: decideByRole,
    decidesBy: "embedded",
    decidesOutside: false,
  });
  for (const broken of [
    { ...policy, engine: "opa-http" as const },
    { ...policy, engine: "opa-wasm" as const },
    { ...policy, engine: "opa-wasm" as const, wasmFile: import.meta.filename },
    { ...policy, engine: "embedded" as const, shadow: "opa-wasm" as const },
  ])
    await expect(readPolicyEngines({ policy: broken }, log)).rejects.toBeInstanceOf(SettingsError);
});
