import { openPolicyEngine } from "../../compose/open-policy-engine.ts";
import { policyChannel } from "../../egress/policy/open-policies.ts";
import { type presetNames, presets } from "../../egress/policy/presets.ts";
import { settingsOfPreset } from "../../egress/policy/resolve-policy.ts";
import { deploymentPolicySettings } from "../../egress/policy/tables.ts";
import { newId } from "../../framework/ids.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { fillSentences } from "../../modules/promises/fill-sentences.ts";
import { operatorProfiles } from "../../modules/policy-versions/tables.ts";
import { decideByRole } from "../../modules/members/decide-by-role.ts";
import { dayMs, later } from "../../framework/clock.ts";
import { duties } from "../../privacy/promises/catalogue.ts";
import { runProbes } from "../../privacy/promises/run-probes.ts";
import { dutyAttestations } from "../../privacy/promises/tables.ts";
import type { SignedReport } from "../../privacy/reports/report.ts";
import { writeReport } from "../../privacy/reports/write-report.ts";
import { startFakeOpa } from "../stand-ins/start-fake-opa.ts";
import type { World } from "../world.ts";

type PresetName = (typeof presetNames)[number];

/** Puts a preset in force, tries every promise, and says how each statement is kept then. */
export async function conformTo(world: World, preset: PresetName): Promise<SignedReport> {
  await choosePreset(world, preset);
  const changeBack = await chooseEngine(world, preset);
  try {
    await runProbes(
      world.app,
      world.app.promises.map((one) => one.promise),
    );
    return await writeReport(world.app, await fillSentences(world.app, undefined), preset);
  } finally {
    await changeBack();
  }
}

/** Who promises Open Policy Agent has to run one: here a stand-in that decides from what it is told. */
async function chooseEngine({ app }: World, preset: PresetName): Promise<() => Promise<void>> {
  const { decide, decidesBy } = app;
  if (presets[preset].values["authz.engine"] !== "opa") return () => Promise.resolve();
  const opa = await startFakeOpa(decideByRole);
  const engine = { engine: "opa-http", shadow: undefined, url: opa.url, wasm: undefined } as const;
  Object.assign(app, await openPolicyEngine(engine, app.log));
  return () => {
    Object.assign(app, { decide, decidesBy, decidesOutside: false });
    return opa.close();
  };
}

/** What an operator does before anybody comes: says who they are, and gives their word for what only people can do. */
export function prepareOperator({ app }: World): Promise<void> {
  const at = app.clock.now();
  const profile = {
    legal_name: "Conformance GmbH",
    seat: "Unter den Linden 1, Berlin",
    country: "DE",
    service_name: "Avow",
    privacy_contact: "privacy@avow.test",
    security_contact: "security@avow.test",
  };
  return acrossTenants(app.database, "prepare a deployment for its conformance", async (db) => {
    await db
      .of(operatorProfiles)
      .insertInto("operator_profiles")
      .values({ id: "operator" as const, profile, changed_at: at, version: 1 })
      .execute();
    const words = [...duties].map(([duty, { renew_days }]) => ({
      id: newId("att", at),
      duty,
      created_at: at,
      expires_at: later(at, renew_days * dayMs),
    }));
    await db.of(dutyAttestations).insertInto("duty_attestations").values(words).execute();
  });
}

/** Nobody has read a policy here, so that nothing has to be announced first. */
async function choosePreset({ app }: World, preset: PresetName): Promise<void> {
  const at = app.clock.now();
  const settings = settingsOfPreset(presets[preset], "deployment", []);
  await acrossTenants(app.database, "put a preset in force", async (db) => {
    const [last] = await db.query<{ version: number }>(
      "select coalesce(max(version), 0)::int as version from deployment_policy_settings",
    );
    const said = { preset, version: (last?.version ?? 0) + 1, effective_at: at, created_at: at };
    const rows = [...settings].map(([parameter, setting]) => ({ id: newId("pst", at), parameter, setting, ...said }));
    await db.of(deploymentPolicySettings).insertInto("deployment_policy_settings").values(rows).execute();
    await db.query("select pg_notify($1, '')", [policyChannel]);
  });
  await rememberedPoliciesEnd();
}

/** A process remembers a policy for half a second, where no notification comes first. */
const rememberedPoliciesEnd = () => new Promise((resolve) => setTimeout(resolve, 600));
