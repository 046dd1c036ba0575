import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connectAccount, finishConnecting, leaveToConnect } from "../../../testing/deeds/connect-account.ts";
import { findInDatabase } from "../../../testing/find-in-database.ts";
import { joinOrganization } from "../../../testing/deeds/join-organization.ts";
import { openMailboxes } from "../../../testing/open-mailboxes.ts";
import type { Service } from "../../../testing/stand-ins/open-services.ts";
import { type PersonWithOrganization, signUp, untilIdle, withOrganization } from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";
import { callsOf, makeTooledAgent, readRun, startRunOf, untilRun } from "../../../testing/deeds/run-agents.ts";
import type { ScriptedModel } from "../../../testing/stand-ins/start-scripted-model.ts";
import { until, type World } from "../../../testing/world.ts";

let world: World;
let google: Service;
let model: ScriptedModel;
let ada: PersonWithOrganization;
let cleo: PersonWithOrganization;
let bob: PersonWithOrganization;
let agent: { id: string };

const abilities = ["mail.read", "mail.send"];
const asked = { service: "google", abilities };

beforeAll(async () => {
  const opened = await openMailboxes();
  ({ world, google, model, ada } = opened);
  cleo = await joinOrganization(ada, await signUp(world, "Cleo"), "admin");
  bob = await withOrganization(await signUp(world, "Bob"));
  const tools = [{ name: "gmail_search" }, { name: "gmail_send", approval: "never" }];
  agent = await makeTooledAgent(ada, tools, { model: opened.modelId });
});
afterAll(async () => {
  await world.close();
  await Promise.all([google.close(), model.close()]);
});
beforeEach(async () => {
  google.interfere = undefined;
  await untilIdle(world);
  google.seen.length = 0;
  google.done.length = 0;
});

const search = 'call: gmail_search {"query":"is:unread"}';
const send = 'call: gmail_send {"to":"mara@acme.test","subject":"Hello","text":"Hello."}';
const connect = () => connectAccount<{ id: string }>(ada, "ada@mail.test", asked);
const drop = (who: PersonWithOrganization, id: string) =>
  who.request(`/api/v1/connections/${id}`, { method: "DELETE" });
const list = async () => (await readAnswer<{ data: object[] }>(ada.request("/api/v1/connections"), 200)).data;
const mailbox = () => google.seen.filter(({ path }) => path.startsWith("/gmail/"));
const sent = () => google.done.filter(({ path }) => path.endsWith("/messages/send"));
/** Resolves once a question of a kind has come, and holds its answer back until told. */
function holdBack(path: RegExp, tell: () => object | undefined = () => undefined) {
  let come: () => void = () => undefined;
  const came = new Promise<void>((resolve) => (come = resolve));
  google.interfere = (seen) => {
    if (!path.test(seen.path)) return undefined;
    come();
    return tell() as never;
  };
  return came;
}

test("once it is said to be disconnected there is no credential: the next call asks nobody and waits", async () => {
  const { id } = await connect();
  google.seen.length = 0;
  await readAnswer(drop(ada, id), 200);
  expect(await list()).toEqual([]);
  expect(await world.rows("select 1 from connections where user_id = $1", [ada.userId])).toEqual([]);
  const waiting = await untilRun(ada, await startRunOf(ada, agent, search), "awaiting_connection");
  expect(callsOf(waiting)[0]).toMatchObject({ verdict: "connection:google:mail.read", output: null });
  expect(mailbox()).toEqual([]);
});

test("nobody else disconnects it, and a second click finds it gone", async () => {
  const { id } = await connect();
  for (const who of [cleo, bob]) expect(await readRefusal(drop(who, id))).toBe("404 request.not_found");
  const clicks = await Promise.all(Array.from({ length: 5 }, async () => (await drop(ada, id)).status));
  expect(clicks.toSorted((a, b) => a - b)).toEqual([200, 404, 404, 404, 404]);
  await untilIdle(world);
  expect(google.seen.filter(({ path }) => path === "/oauth2/revoke")).toHaveLength(1);
});

test("a renewal that ends after the disconnect brings nothing back", async () => {
  const { id } = await connect();
  await world.rows("update connections set expires_at = $2 where id = $1", [id, world.clock.now()]);
  const came = holdBack(/^\/oauth2\/token$/);
  const run = await startRunOf(ada, agent, search);
  await came;
  await readAnswer(drop(ada, id), 200);
  await untilRun(ada, run, "awaiting_connection");
  expect(await list()).toEqual([]);
  expect(await world.rows("select 1 from connections where user_id = $1", [ada.userId])).toEqual([]);
});

test("a disconnect while many use it leaves no row, and whoever comes after it waits", async () => {
  for (let round = 0; round < 4; round++) {
    const { id } = await connect();
    const runs = await Promise.all(Array.from({ length: 6 }, () => startRunOf(ada, agent, search)));
    await readAnswer(drop(ada, id), 200);
    const late = await startRunOf(ada, agent, search);
    await untilRun(ada, late, "awaiting_connection");
    await until(async () => {
      const states = await Promise.all(runs.map(async (run) => (await readRun(ada, run)).state));
      return states.every((state) => state === "completed" || state === "awaiting_connection");
    });
    expect(await world.rows("select 1 from connections where user_id = $1", [ada.userId])).toEqual([]);
    await Promise.all(
      [...runs, late].map((run) => ada.request(`/api/v1/runs/${run.id}/cancel`, { method: "POST", json: {} })),
    );
  }
});

test("a mail on its way when the account goes is asked about once somebody can, and is sent once", async () => {
  const { id } = await connect();
  const came = holdBack(/messages\/send$/, () => ({ status: 503 }));
  const run = await startRunOf(ada, agent, send);
  await came;
  await readAnswer(drop(ada, id), 200);
  google.interfere = undefined;
  const later = async (sql: string, wanted: number) => {
    world.clock.advance(1500);
    return (await world.rows(sql, [callsOf(await readRun(ada, run))[0]!.delivery_id])).length >= wanted;
  };
  // Asked twice, with nobody to ask as, it is still not known: neither done again, nor said to be undone.
  await until(() =>
    later("select 1 from delivery_attempts where delivery_id = $1 and what = 'confirm' and state = 'unknown'", 2),
  );
  expect(await readRun(ada, run)).toMatchObject({ state: "awaiting_effect" });
  expect(sent()).toEqual([]);
  await connect();
  await until(() => later("select 1 from deliveries where id = $1 and state = 'succeeded'", 1));
  await untilRun(ada, run, "completed");
  expect(sent()).toHaveLength(1);
});

test("what the service sent back before the disconnect opens nothing after it", async () => {
  const left = await leaveToConnect(ada, "ada@mail.test", asked);
  const { id } = await readAnswer<{ id: string }>(finishConnecting(ada, left), 201);
  await readAnswer(drop(ada, id), 200);
  expect(await readRefusal(finishConnecting(ada, left))).toBe("422 connections.state_spent");
  expect(await list()).toEqual([]);
});

test("a token that has gone is in no row, no log line and no answer; until the service was asked it lies sealed in that question alone", async () => {
  const { id } = await connect();
  const { token } = google.seen.findLast((one) => one.token !== "")!;
  const { id: _, ...gone } = await readAnswer<{ id: string }>(drop(ada, id), 200);
  await untilIdle(world);
  expect(google.void.size).toBeGreaterThan(0);
  expect(await findInDatabase(world, token)).toEqual([]);
  expect(`${world.logLines.join("\n")} ${JSON.stringify(gone)}`).not.toContain(token);
  const left = "select 1 from deliveries where kind = 'connection_revocation' and payload is not null";
  expect(await world.rows(left)).toEqual([]);
});
