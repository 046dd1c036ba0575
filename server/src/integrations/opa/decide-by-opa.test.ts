import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { operatorFetch } from "../../egress/outward/operator-fetch.ts";
import type { Decide, DecisionRequest } from "../../framework/request/authorize.ts";
import { openLog } from "../../framework/log.ts";
import { decideByRole } from "../../modules/members/decide-by-role.ts";
import { policyData } from "../../modules/members/policy-data.ts";
import { findWrongDecisions } from "../../testing/find-wrong-decisions.ts";
import { goldenDecisions } from "../../testing/golden-decisions.ts";
import { type FakeOpa, startFakeOpa } from "../../testing/stand-ins/start-fake-opa.ts";
import { until } from "../../testing/world.ts";
import { decideByOpaHttp } from "./decide-by-opa-http.ts";
import { decideByOpaWasm } from "./decide-by-opa-wasm.ts";
import { decideInShadow } from "./decide-in-shadow.ts";
import { assemblePolicy } from "./fake-policy.ts";

const lines: string[] = [];
const log = openLog({ level: "info", to: { write: (line) => void lines.push(line) } });
const policies = join(import.meta.dirname, "../../../../policies");
const someone = goldenDecisions.find(({ allow }) => allow)!.request;

let fake: FakeOpa;
let byHttp: Decide;
beforeAll(async () => {
  fake = await startFakeOpa(decideByRole);
  byHttp = decideByOpaHttp({ url: fake.url, fetch: operatorFetch({ idleTimeoutMs: 500 }), log });
});
afterAll(() => fake.close());
beforeEach(() => {
  fake.misbehave = undefined;
  fake.asked.length = 0;
  lines.length = 0;
});

test("over HTTP the whole golden table is answered from what the input tells", async () => {
  expect(await findWrongDecisions(byHttp)).toEqual([]);
});

test("the input is made of ids, codes, numbers and times, and the log has the decision's id and nobody's", async () => {
  const principal = { ...someone.principal, id: "usr_secret" } as DecisionRequest["principal"];
  await byHttp({ ...someone, principal });
  expect(fake.asked).toMatchObject([
    {
      input: {
        principal: { kind: "user", id: "usr_secret", operator: false, suspended: false },
        action: someone.action,
        resource: {},
        context: { at: "2026-03-02T10:00:00.000Z", read: false, hours: {} },
      },
    },
  ]);
  expect(lines.join("")).toContain("4ca636c1-55e4-417a-b1d8-4aceb67960d1");
  expect(lines.join("")).not.toContain("usr_secret");
});

const json = (body: unknown) => (answer: ServerResponse) => void answer.writeHead(200).end(JSON.stringify(body));
const failures: [string, (answer: ServerResponse) => void][] = [
  ["answers 500", (answer) => void answer.writeHead(500).end("{}")],
  ["redirects", (answer) => void answer.writeHead(302, { location: "/elsewhere" }).end()],
  ["answers nonsense", (answer) => void answer.end("<html>")],
  ["has no decision", json({})],
  ["has a null decision", json({ result: null })],
  ["answers true alone", json({ result: true })],
  ["allows by a word", json({ result: { allow: "true", rule: "r", obligations: [] } })],
  ["names no rule", json({ result: { allow: true, obligations: [] } })],
  ["says more than it may", json({ result: { allow: true, rule: "r", obligations: [], token: "x" } })],
  ["talks without end", (answer) => void answer.end("x".repeat(200_000))],
  ["hangs up", (answer) => void answer.destroy()],
  ["says nothing", () => undefined],
];

test.each(failures)("an engine that %s lets nobody do anything", async (_, failure) => {
  fake.misbehave = failure;
  const start = performance.now();
  await expect(byHttp(someone)).rejects.toMatchObject({ code: "request.undecided" });
  expect(performance.now() - start).toBeLessThan(1500);
  expect(lines.join("")).toContain("the request is refused");
});

test("an engine that is not there lets nobody do anything", async () => {
  const nowhere = decideByOpaHttp({ url: "http://127.0.0.1:1/", fetch: operatorFetch({ idleTimeoutMs: 500 }), log });
  await expect(nowhere(someone)).rejects.toMatchObject({ code: "request.undecided" });
});

const asUser = { ...someone, principal: { ...someone.principal, kind: "user" } } as DecisionRequest;
const asSystem = { ...someone, principal: { ...someone.principal, kind: "system" } } as DecisionRequest;

test("a compiled policy is loaded, asked with the input, and believed", async () => {
  const decide = await decideByOpaWasm(assemblePolicy(), policyData, log);
  expect(await decide(asUser)).toEqual({ allow: true, rule: "wasm.user", obligations: [] });
  expect(await decide(asSystem)).toEqual({ allow: false, rule: "wasm.other", obligations: [] });
});

const broken: [string, Parameters<typeof assemblePolicy>[0]][] = [
  ["traps", { traps: true }],
  ["gives no answer", { onUser: "[]" }],
  ["gives two", { onUser: '[{"result":1},{"result":2}]' }],
  ["answers true alone", { onUser: '[{"result":true}]' }],
  ["answers nonsense", { onUser: "nonsense" }],
];

test.each(broken)("a compiled policy that %s lets nobody do anything", async (_, options) => {
  const decide = await decideByOpaWasm(assemblePolicy(options), policyData, log);
  await expect(async () => decide(asUser)).rejects.toMatchObject({ code: "request.undecided" });
});

test("what is no policy, or has another entry point, is refused at the start", async () => {
  await expect(decideByOpaWasm(new Uint8Array([0, 1, 2]), policyData, log)).rejects.toThrow(/magic|WebAssembly/);
  await expect(decideByOpaWasm(assemblePolicy({ entrypoint: "other/rule" }), policyData, log)).rejects.toThrow(
    "no entry point avow/decision",
  );
});

test("in the shadow an engine changes nothing, and the log says where it differs", async () => {
  const denies: Decide = () => ({ allow: false, rule: "shadow.no" });
  const decide = decideInShadow(decideByRole, denies, log);
  expect(await decide(someone)).toEqual(await decideByRole(someone));
  await until(() => lines.some((line) => line.includes("shadow.no")));
  fake.misbehave = (answer) => void answer.destroy();
  expect((await decideInShadow(decideByRole, byHttp, log)(someone)).allow).toBe(true);
});

test("policies/data.json has the tables of the rules", () => {
  expect(JSON.parse(readFileSync(join(policies, "data.json"), "utf8"))).toEqual(JSON.parse(JSON.stringify(policyData)));
});

/** OPA itself, where it is installed. */
const opa = (process.env["PATH"] ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "opa"))
  .find(existsSync);

test(`the golden table holds for ${opa ? "OPA itself, as a server and compiled" : "as many engines as are here"}`, async () => {
  expect(await findWrongDecisions(decideByRole)).toEqual([]);
  if (!opa) return;
  const served = spawn(opa, ["run", "--server", "--addr", "127.0.0.1:18181", policies], { stdio: "ignore" });
  try {
    const url = "http://127.0.0.1:18181/v1/data/avow/decision";
    const decide = decideByOpaHttp({ url, fetch: operatorFetch({ idleTimeoutMs: 2000 }), log });
    await until(async () =>
      Promise.resolve(decide(someone)).then(
        () => true,
        () => false,
      ),
    );
    expect(await findWrongDecisions(decide)).toEqual([]);
  } finally {
    served.kill();
  }
  const bundle = join(mkdtempSync(join(tmpdir(), "avow-opa-")), "bundle.tar.gz");
  execFileSync(opa, ["build", "-t", "wasm", "-e", "avow/decision", "-o", bundle, join(policies, "avow.rego")]);
  expect(await findWrongDecisions(await decideByOpaWasm(readTar(bundle, "/policy.wasm"), policyData, log))).toEqual([]);
});

/** One file of a bundle: 512-byte headers with name and octal size, then the content (POSIX ustar). */
function readTar(path: string, name: string): Uint8Array<ArrayBuffer> {
  const bytes = gunzipSync(readFileSync(path));
  for (let at = 0; at + 512 <= bytes.length; ) {
    const field = (from: number, to: number) => bytes.toString("latin1", at + from, at + to).replace(/\0.*$/, "");
    const size = Number.parseInt(field(124, 136), 8) || 0;
    if (field(0, 100) === name) return new Uint8Array(bytes.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`the bundle has no ${name}`);
}
