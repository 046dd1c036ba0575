import { afterAll, beforeAll, expect, test } from "vitest";
import { endpoints } from "../../app.ts";
import { isStream } from "../../framework/endpoint.ts";
import { newId } from "../../framework/ids.ts";
import { filledPort } from "../../framework/ports.ts";
import { type UsageLog, usageLogPort } from "../../framework/usage-log.ts";
import { findInDatabase } from "../../testing/find-in-database.ts";
import { type Person, signUp, untilIdle } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { heldMax } from "./open-usage-log.ts";
import { refusalsMax } from "./tell-many-refusals.ts";

let world: World;
let operator: Person;
let bob: Person;
let log: UsageLog;
beforeAll(async () => {
  world = await openWorld();
  log = filledPort(world.app.ports, usageLogPort);
  operator = await signUp(world, "Olga");
  bob = await signUp(world, "Bob");
});
afterAll(() => world.close());

const look = (person: Person, json: object) => person.request("/api/v1/me/screens", { method: "POST", json });
const agree = (person: Person, shares_screens: boolean) =>
  person.request("/api/v1/me", { method: "PATCH", json: { shares_screens }, headers: { "if-match": "*" } });
const screensOf = async ({ userId }: Person) => {
  await log.flush();
  const sql = "select screen, size from feature_events where user_id = $1 and screen is not null";
  return world.rows(sql, [userId]);
};

test("of every endpoint the template is noted; no id, no query and no address is there to read", async () => {
  const secret = "zanzibar-in-the-query";
  const asked = new Set<string>();
  const templates = new Set(endpoints.map(({ path }) => path as string));
  for (const e of endpoints) {
    if (isStream(e)) continue;
    const path = e.path.replace(/\{\w+\}/g, () => {
      const id = newId("agt", world.clock.now());
      asked.add(id);
      return id;
    });
    const init = e.method === "GET" ? {} : { json: { said: secret } };
    await bob.request(`/api/v1${path}?q=${secret}`, { method: e.method, ...init });
  }
  await log.flush();
  const rows = await world.rows<{ route: string; all: string }>("select route, r::text as all from request_log r");
  expect(rows.length).toBeGreaterThan(endpoints.length / 2);
  for (const { route } of rows) expect(templates.has(route) || route === "other", route).toBe(true);
  const text = rows.map(({ all }) => all).join("\n");
  for (const hidden of [secret, bob.ip, ...asked]) expect(text).not.toContain(hidden);
  expect(await findInDatabase(world, secret)).toEqual([]);
  const [mine] = await world.rows("select 1 from request_log where user_id = $1 and ip is not null", [bob.userId]);
  expect(mine).toBeDefined();
});

test("what comes faster than it is written is dropped and counted, and never held beyond the bound", async () => {
  await log.flush();
  const before = log.dropped();
  const noted = { method: "GET", route: "/me", status: 200, ms: 1, ip: "192.0.2.1", caller: undefined };
  for (let n = 0; n < heldMax + 7; n++) log.noteRequest({ ...noted, at: world.clock.now() });
  expect(log.dropped() - before).toBe(7);
  await log.flush();
  const sql = "select count(*)::int as count from request_log where network = $1";
  const [row] = await world.rows(sql, [world.keyring.keyedHash("network", "192.0.2.1")]);
  expect(row).toEqual({ count: heldMax });
});

test("nothing of what somebody looks at is kept unless they agree, and what was goes when they no longer do", async () => {
  const seen = { screen: "/agents/$agentId", size: "large", referrer_host: "search.example" };
  expect((await look(bob, seen)).status).toBe(204);
  expect(await screensOf(bob)).toEqual([]);
  await readAnswer(agree(bob, true), 200);
  expect((await look(bob, seen)).status).toBe(204);
  expect(await screensOf(bob)).toEqual([{ screen: "/agents/$agentId", size: "large" }]);
  expect(await findInDatabase(world, "search.example")).toEqual([]);
  await look(bob, seen);
  await readAnswer(agree(bob, false), 200);
  expect(await screensOf(bob)).toEqual([]);
});

test.each(["/agents/agt_01h455vb4pex5vsknk084sn02q", "/agents?name=Zoe", "/Agents/Zoe", "agents"])(
  "a screen is a template, not %s",
  async (screen) => expect(await readRefusal(look(bob, { screen, size: "small" }))).toBe("422 request.invalid"),
);

test("a network that is refused hundreds of times is told to the operator, once", async () => {
  const refuse = async (count: number) => {
    const noted = { method: "GET", route: "/me", status: 401, ms: 1, ip: "203.0.113.9", caller: undefined };
    for (let n = 0; n < count; n++) log.noteRequest({ ...noted, at: world.clock.now() });
    await log.flush();
    await untilIdle(world);
    const path = "/api/v1/operator/security-events?kind=abuse.many_refusals";
    return (await readAnswer<{ data: object[] }>(operator.request(path), 200)).data;
  };
  expect(await refuse(refusalsMax - 1)).toEqual([]);
  await refuse(1);
  expect(await refuse(50)).toMatchObject([{ severity: "warning", client: { ip: "203.0.113.9" } }]);
});
