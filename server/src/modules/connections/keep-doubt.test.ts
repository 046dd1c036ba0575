import { afterAll, beforeAll, expect, test } from "vitest";
import { connectAccount } from "../../testing/deeds/connect-account.ts";
import { openService, type Service, serviceClient } from "../../testing/stand-ins/open-services.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { makeTooledAgent, readRun, type SeenRun, startRunOf } from "../../testing/deeds/run-agents.ts";
import { type ScriptedModel, startScriptedModel } from "../../testing/stand-ins/start-scripted-model.ts";
import { connectModel, turnAi } from "../../testing/deeds/talk.ts";
import { openWorld, until, withoutLimits, type World } from "../../testing/world.ts";

let world: World;
let google: Service;
let model: ScriptedModel;
let ada: PersonWithOrganization;
let agent: { id: string };
let connection: { id: string };

const email = "ada@mail.test";
const connect = () =>
  connectAccount<{ id: string }>(ada, email, { service: "google", abilities: ["calendar.read", "calendar.write"] });

beforeAll(async () => {
  google = await openService("google", {
    users: [{ email, name: "Ada" }],
    calendars: [{ id: "primary", user_email: email, summary: "Ada", primary: true, time_zone: "UTC" }],
  });
  model = await startScriptedModel();
  world = await openWorld({
    deployment: { connectors: { google: { ...serviceClient, url: google.url } } },
    replace: withoutLimits,
  });
  ada = await withOrganization(await signUp(world, "Ada"));
  await turnAi(ada, true);
  await world.work();
  const settings = { model: await connectModel(ada, model) };
  agent = await makeTooledAgent(ada, [{ name: "calendar_create", approval: "never" }], settings);
  connection = await connect();
});
afterAll(async () => {
  await world.close();
  await Promise.all([google.close(), model.close()]);
});

type Row = { id: string; state: string; attempts: number; reason: string | null };
const callsOf = (run: SeenRun) => run.trace.flatMap(({ calls }) => calls);
const ids = (): string[] =>
  google.seen.flatMap(({ method, path, body }) =>
    method === "POST" && path.includes("/events") ? [(JSON.parse(body) as { id: string }).id] : [],
  );
const deliveryOf = async () =>
  (await world.rows<Row>("select id, state, attempts, reason from deliveries where kind = 'connector_write_keyed'")).at(
    -1,
  );
/** The delivery once it is so, however long it waits by the clock. */
const untilState = (...states: string[]) =>
  until(async () => {
    world.clock.advance(1500);
    const row = await deliveryOf();
    return row && states.includes(row.state) && row;
  });

test("an appointment whose answer was lost and whose account went is never said not made; a person finds out", async () => {
  google.interfere = ({ method, path }) => (method === "POST" && path.includes("/events") ? "cut_after" : undefined);
  const input = { title: "Brakes", start: "2026-05-04T09:00:00+02:00", end: "2026-05-04T09:30:00+02:00" };
  const run = await startRunOf(ada, agent, `call: calendar_create ${JSON.stringify(input)}`);
  await until(async () => (await deliveryOf())?.state === "retry_wait");
  await readAnswer(ada.request(`/api/v1/connections/${connection.id}`, { method: "DELETE" }), 200);
  const left = await untilState("unconfirmed", "canceled", "failed", "dead");
  expect(left).toMatchObject({ state: "unconfirmed", reason: "connections.missing" });
  const waiting = await readRun(ada, run);
  expect(waiting.state).toBe("awaiting_effect");
  expect(callsOf(waiting)[0]).toMatchObject({ state: "awaiting_delivery", output: null, error_code: null });
  expect(JSON.stringify(model.bodies)).not.toContain("was not done");

  google.interfere = ({ method, path }) =>
    method === "POST" && path.includes("/events") ? { status: 409, body: { error: { code: 409 } } } : undefined;
  connection = await connect();
  await readAnswer(
    ada.request(`/api/v1/deliveries/${left.id}/settle`, { method: "POST", json: { happened: false } }),
    200,
  );
  await untilState("succeeded");
  // Sent once more under the same key: the calendar knows it.
  expect(new Set(ids()).size).toBe(1);
  const done = await until(async () => {
    const seen = await readRun(ada, run);
    return seen.state === "completed" && seen;
  });
  expect(callsOf(done)[0]).toMatchObject({ state: "done" });
});
