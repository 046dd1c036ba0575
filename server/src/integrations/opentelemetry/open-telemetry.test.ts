import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openObservation } from "../../compose/reach-operator-services.ts";
import { begin, observeWith } from "../../framework/observe.ts";
import { readGauges } from "../../operate/serve/read-gauges.ts";
import { signUp, untilIdle, withOrganization } from "../../testing/people.ts";
import { openWorld, until, type World } from "../../testing/world.ts";

type Attribute = { key: string; value: { stringValue?: string; intValue?: number } };
type Span = { name: string; traceId: string; spanId: string; parentSpanId?: string; attributes: Attribute[] };

const operations = join(import.meta.dirname, "../../../../operations");
const canary = "Canaria Nightingale";

let world: World;
let collector: Server;
let telemetry: ReturnType<typeof openObservation>;
const received: { path: string; body: string }[] = [];
let text = "";

beforeAll(async () => {
  world = await openWorld();
  collector = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      received.push({ path: request.url ?? "", body: Buffer.concat(parts).toString() });
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  const { port } = collector.address() as AddressInfo;
  telemetry = openObservation({
    version: "1.2.3",
    role: "all",
    otlp: { endpoint: `http://127.0.0.1:${port}/`, headers: { authorization: "Bearer collector" } },
    gauges: readGauges(world.app, () => world.clock.now()),
  });
  observeWith(telemetry.observer);
  const ada = await withOrganization(await signUp(world, canary));
  await world.work();
  const agents = await ada.request("/api/v1/agents");
  const { data } = (await agents.json()) as { data: { id: string }[] };
  await ada.request(`/api/v1/agents/${data[0]?.id}?surprise=${encodeURIComponent(canary)}`);
  await ada.request(`/api/v1/${encodeURIComponent(canary)}`);
  await untilIdle(world);
  begin({ kind: "generation" })({ sandbox: true, outcome: "completed", inputTokens: 12, outputTokens: 34 });
  text = await telemetry.exposition();
  observeWith(undefined);
  await telemetry.close();
});
afterAll(async () => {
  observeWith(undefined);
  collector.close();
  await world.close();
});

const spans = (): Span[] =>
  received
    .filter(({ path }) => path === "/v1/traces")
    .flatMap(({ body }) => {
      const { resourceSpans } = JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
      return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    });

test("requests, statements, jobs and AI calls are spans, a statement inside what asked for it", async () => {
  await until(() => spans().length > 0);
  const names = new Set(spans().map(({ name }) => name));
  for (const name of ["GET /api/v1/agents", "POST /api/v1/organizations", "insert", "generate"])
    expect([...names]).toContain(name);
  expect([...names].some((name) => name.startsWith("process "))).toBe(true);
  const asked = spans().find(({ name }) => name === "POST /api/v1/organizations");
  const inside = spans().filter(({ parentSpanId }) => parentSpanId === asked?.spanId);
  expect(inside.map(({ name }) => name)).toContain("insert");
});

test("nothing personal leaves: no name, address, id, header or query in any span, metric or label", () => {
  const everything = received.map(({ body }) => body).join("\n") + text;
  for (const secret of [canary, "Canaria", encodeURIComponent(canary), "@example.test", "Bearer collector", "surprise"])
    expect(everything).not.toContain(secret);
  expect(everything).not.toMatch(/\b(?:usr|org|wsp|agt|req|ses)_[0-9a-hjkmnp-tv-z]{26}\b/);
  expect(everything).not.toContain("10.0.0.1");
});

test("metrics reach the collector as well, under the name of the service", () => {
  const metrics = received.filter(({ path }) => path === "/v1/metrics").map(({ body }) => body);
  expect(metrics.join()).toContain("avow_request_duration_seconds");
  expect(metrics.join()).toContain('"stringValue":"avow"');
});

test("the exposition has each kind of figure, with routes as templates", () => {
  expect(text).toMatch(/avow_request_duration_seconds_count\{[^}]*route="\/api\/v1\/agents\/:agent_id"[^}]*\} 1/);
  expect(text).toMatch(/avow_generation_tokens_total\{[^}]*direction="output"[^}]*\} 34/);
  expect(text).toMatch(/avow_jobs\{state="dead"\} 0/);
  expect(text).toMatch(/avow_build_info\{version="[^"]+"\} 1/);
  expect(text).toMatch(/process_resident_memory_bytes \d+/);
});

const measured = () => new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name!));
const named = (expressions: string) =>
  new Set(
    [...expressions.matchAll(/\b(?:avow|process)_[a-z_]+/g)].map(([name]) =>
      name.replace(/_(?:bucket|count|sum)$/, ""),
    ),
  );

test.each(["prometheus/alerts.yml", "grafana/avow.json"])("%s names only metrics that there are", (file) => {
  const content = readFileSync(join(operations, file), "utf8");
  const asked = [...named(content)];
  expect(asked.length).toBeGreaterThan(4);
  for (const name of asked) expect([...measured()], name).toContain(name);
});

const promtool = "/usr/bin/promtool";
// oxlint-disable-next-line vitest/no-conditional-tests -- promtool is there where Debian's prometheus is; CI demands it
if (process.env["AVOW_TEST_PROMTOOL"] === "1" || existsSync(promtool)) {
  test("promtool finds nothing to improve in the exposition", () => {
    const { status, stdout, stderr } = spawnSync(promtool, ["check", "metrics"], { input: text, encoding: "utf8" });
    expect(`${stdout}${stderr}`).toBe("");
    expect(status).toBe(0);
  });

  test("promtool takes the example of a configuration, and each alert fires and keeps quiet as its test says", () => {
    const check = (...args: string[]) => execFileSync(promtool, ["check", ...args], { encoding: "utf8" });
    expect(check("rules", join(operations, "prometheus/alerts.yml"))).toContain("SUCCESS");
    const tested = execFileSync(promtool, ["test", "rules", join(operations, "prometheus/alerts.test.yml")]);
    expect(tested.toString()).toContain("SUCCESS");
    const rules = readFileSync(join(operations, "prometheus/alerts.yml"), "utf8").match(/- alert: /g);
    expect(readFileSync(join(operations, "prometheus/alerts.test.yml"), "utf8")).toContain(`value: ${rules!.length} }`);
    expect(check("config", join(operations, "prometheus/prometheus.yml"))).toContain("SUCCESS");
  });
}
