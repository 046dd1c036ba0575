import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { presetNames } from "../../server/src/egress/policy/presets.ts";
import { statements } from "../../server/src/privacy/promises/catalogue.ts";
import type { SignedReport } from "../../server/src/privacy/reports/report.ts";
import { run as verifyReport } from "../../server/src/operate/verbs/verify-report.ts";
import { livedIn } from "../../server/src/testing/live-in-world.ts";
import type { World } from "../../server/src/testing/world.ts";
import { canonicalize } from "../../server/src/privacy/log/canonicalize-json.ts";
import { signBytes } from "../../server/src/privacy/log/ed25519.ts";
import { findUnmet } from "../conformance/find-unmet.ts";
import { conformTo, prepareOperator } from "../../server/src/testing/processes/conform-to.ts";

let world: World;
const folder = mkdtempSync(join(tmpdir(), "avow-conformance-"));
beforeAll(async () => {
  world = await livedIn();
  await prepareOperator(world);
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

async function verify(document: unknown): Promise<{ code: number; said: string }> {
  const [file, said] = [join(folder, "report.json"), [] as string[]];
  writeFileSync(file, JSON.stringify(document));
  const code = await verifyReport([file], { out: (line) => said.push(line), error: (line) => said.push(line) });
  return { code, said: said.join("\n") };
}

/** As if the deployment itself had signed it. */
const signed = (of: SignedReport["report"]): SignedReport => ({
  ...report,
  report: of,
  signature: signBytes(canonicalize(of), world.keyring.signing.privateKey).toString("base64"),
});

let report: SignedReport;
// Six presets, and under each every promise is tried: that takes seconds each.
test.each(presetNames)("under %s every statement is kept, attested, or off for a reason", async (preset) => {
  report = await conformTo(world, preset);
  expect(findUnmet(report.report)).toEqual([]);
  expect(Object.keys(report.report.statements).toSorted()).toEqual([...statements.keys()].toSorted());
});

test("the report verifies without the deployment, and tells of every statement", async () => {
  const { code, said } = await verify(report);
  expect(code).toBe(0);
  for (const id of statements.keys()) expect(said).toContain(`\n${id} `);
});

test("a report that was changed, or that claims what nobody saw, does not verify", async () => {
  const name = Object.keys(report.report.promises).find((one) => report.report.promises[one]!.state === "kept")!;
  const changed = structuredClone(report);
  changed.report.promises[name]!.says = "Everything is fine.";
  expect((await verify(changed)).said).toContain("report.signature_invalid");
  expect((await verify({})).code).toBe(2);
  const unseen = structuredClone(report.report);
  unseen.promises[name]!.seen = null;
  expect((await verify(signed(unseen))).said).toContain("report.unproven");
  const borrowed = structuredClone(report.report);
  borrowed.promises[name]!.seen = {
    ...Object.values(report.report.promises).find(({ seen }, at) => seen && at > 5)!.seen!,
  };
  expect((await verify(signed(borrowed))).said).toContain("report.not_in_log");
  const claimed = structuredClone(report.report);
  claimed.statements["PST-3-1"] = { promise: "payments.nopan", duty: null, state: "kept", because: null };
  expect((await verify(signed(claimed))).said).toContain("report.unproven");
});

test("a statement that is not kept, and a sentence that a law asks for, do not pass", () => {
  const broken = structuredClone(report.report);
  Object.assign(broken.promises["rights.access"]!, { state: "broken" });
  Object.assign(broken.statements["ALM-0-1"]!, { state: "unknown" });
  Object.assign(broken.statements["ALM-2.1-2"]!, { state: "off" });
  const found = findUnmet(broken).join("\n");
  for (const words of [
    "ALM-0-1 is unknown",
    "ALM-2.1-2 is off",
    "GDPR asks for rights.access",
    "LGPD asks for rights.access",
  ])
    expect(found).toContain(words);
});
