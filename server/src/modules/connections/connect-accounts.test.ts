// Long because one deployment with its stand-ins serves every case of an account's life.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dayMs } from "../../framework/clock.ts";
import {
  type Asked,
  connectAccount,
  finishConnecting as finish,
  leaveToConnect as leave,
} from "../../testing/deeds/connect-account.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { openService, type Service, serviceClient } from "../../testing/stand-ins/open-services.ts";
import { type Person, type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { callsOf, makeTooledAgent, startRunOf, untilRun } from "../../testing/deeds/run-agents.ts";
import { type ScriptedModel, startScriptedModel } from "../../testing/stand-ins/start-scripted-model.ts";
import { connectModel, turnAi } from "../../testing/deeds/talk.ts";
import { openWorld, until, withoutLimits, type World } from "../../testing/world.ts";

let world: World;
let github: Service;
let google: Service;
let model: ScriptedModel;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
let cleo: Person;
let modelId: string;

beforeAll(async () => {
  github = await openService("github", {
    users: [{ login: "ada-at-github" }, { login: "cleo-at-github" }],
    repos: [{ owner: "ada-at-github", name: "engine", auto_init: true }],
  });
  google = await openService("google", { users: [{ email: "ada@mail.test", name: "Ada" }] });
  model = await startScriptedModel();
  world = await openWorld({
    deployment: {
      connectors: { github: { ...serviceClient, url: github.url }, google: { ...serviceClient, url: google.url } },
    },
    replace: withoutLimits,
  });
  ada = await withOrganization(await signUp(world, "Ada"));
  bob = await withOrganization(await signUp(world, "Bob"));
  cleo = await joinOrganization(ada, await signUp(world, "Cleo"), "admin");
  await turnAi(ada, true);
  await world.work();
  modelId = await connectModel(ada, model);
});
afterAll(async () => {
  await world.close();
  await Promise.all([github.close(), google.close(), model.close()]);
});
beforeEach(() => {
  for (const service of [github, google]) Object.assign(service, { interfere: undefined, grants: {} });
});

type Seen = {
  id: string;
  service: string;
  owner: string;
  account: string;
  abilities: string[];
  state: string;
  failure_code: string | null;
};
const codeAbilities = ["issues.read", "code.read"];

const connect = (who: Person, at: string, asked: Asked = {}) => connectAccount<Seen>(who, at, asked);
const list = async (who: Person) => (await readAnswer<{ data: Seen[] }>(who.request("/api/v1/connections"), 200)).data;
const drop = async (who: Person) => {
  for (const { id } of await list(who)) await who.request(`/api/v1/connections/${id}`, { method: "DELETE" });
};

const call = (tool: string, input: object) => `call: ${tool} ${JSON.stringify(input)}`;
const issues = call("github_list_issues", { repository: "ada-at-github/engine" });
const helper = (who: Person, ...tools: string[]) =>
  makeTooledAgent(
    who,
    tools.map((name) => ({ name })),
    { model: modelId },
  );
const apiTokens = (service: Service) =>
  service.seen.filter(({ path }) => path.startsWith("/repos/")).map(({ token }) => token);

test("an account is connected by its person's own yes, with the challenge and the state that belong to it", async () => {
  const left = await leave(ada, "ada-at-github");
  const asked = new URL(left.url).searchParams;
  expect(asked.get("code_challenge_method")).toBe("S256");
  expect(asked.get("redirect_uri")).toMatch(/\/connect\/callback$/);
  const made = await readAnswer<Seen>(finish(ada, left), 201);
  expect(made).toMatchObject({
    service: "github",
    owner: "person",
    account: "ada-at-github",
    abilities: codeAbilities,
  });
  expect(JSON.stringify(made)).not.toMatch(/gho_/);
  const sent = github.seen.find(({ path }) => path === "/login/oauth/access_token")!;
  expect(new URLSearchParams(sent.body).get("code_verifier")).toMatch(/^[\w-]{43}/);
  expect(await list(ada)).toMatchObject([{ id: made.id, state: "working" }]);
});

test("an answer works once, in the browser that left, for the person who left, and only with its own state", async () => {
  const left = await leave(ada, "ada-at-github");
  expect(await readRefusal(finish(cleo, left))).toBe("422 connections.browser_changed");
  const other = await leave(ada, "ada-at-github");
  expect(await readRefusal(finish(ada, { ...other, browser: "avow-browser=somebody-else" }))).toBe(
    "422 connections.browser_changed",
  );
  const forged = { brought: { ...other.brought, state: "made-up" }, browser: other.browser };
  expect(await readRefusal(finish(ada, forged))).toBe("422 connections.state_unknown");
  await readAnswer(finish(ada, other), 201);
  expect(await readRefusal(finish(ada, other))).toBe("422 connections.state_spent");
});

test("nobody else sees the account: no administrator, no other organization; its token is in no answer and no row", async () => {
  const [mine] = await list(ada);
  for (const person of [cleo, bob]) {
    expect(await list(person)).toEqual([]);
    expect(await readRefusal(person.request(`/api/v1/connections/${mine!.id}`, { method: "DELETE" }))).toBe(
      "404 request.not_found",
    );
  }
  const [row] = await world.rows<{ all: string }>("select connections::text as all from connections");
  expect(row!.all).not.toContain(Buffer.from("gho_").toString("hex"));
});

test("a person's run uses their own account and no other; whoever has none waits, and goes on once they connect", async () => {
  await drop(cleo);
  await connect(ada, "ada-at-github");
  const agent = await helper(ada, "github_list_issues");
  github.seen.length = 0;
  const mine = await untilRun(ada, await startRunOf(ada, agent, issues), "completed");
  expect(callsOf(mine)[0]).toMatchObject({ state: "done" });
  const adas = new Set(apiTokens(github));
  expect(adas.size).toBe(1);
  github.seen.length = 0;
  const run = await startRunOf(cleo, agent, issues);
  const waiting = await untilRun(cleo, run, "awaiting_connection");
  expect(callsOf(waiting)[0]).toMatchObject({ verdict: "connection:github:issues.read", output: null });
  expect(apiTokens(github)).toEqual([]);
  await connect(cleo, "cleo-at-github");
  await untilRun(cleo, run, "completed");
  const cleos = apiTokens(github);
  expect(cleos.length).toBeGreaterThan(0);
  expect(cleos.filter((token) => adas.has(token))).toEqual([]);
});

test("the workspace's account is connected by who may share, and serves whoever has none", async () => {
  await drop(cleo);
  await drop(ada);
  const writer = await joinOrganization(ada, await signUp(world, "Wes"), "author");
  const asked = { service: "github", abilities: codeAbilities, owner: "workspace" };
  expect(await readRefusal(writer.request("/api/v1/connections", { method: "POST", json: asked }))).toBe(
    "403 request.not_allowed",
  );
  const shared = await connect(ada, "ada-at-github", { owner: "workspace" });
  const agent = await helper(ada, "github_list_issues");
  expect(callsOf(await untilRun(writer, await startRunOf(writer, agent, issues), "completed"))[0]).toMatchObject({
    state: "done",
  });
  expect(await list(bob)).toEqual([]);
  expect(await readRefusal(writer.request(`/api/v1/connections/${shared.id}`, { method: "DELETE" }))).toBe(
    "403 request.not_allowed",
  );
  await drop(ada);
});

test("whoever may not finish is told so before the service is asked for anything", async () => {
  const asked = { owner: "workspace" };
  const wes = await joinOrganization(ada, await signUp(world, "Wes"), "admin");
  const mia = await joinOrganization(ada, await signUp(world, "Mia"), "author");
  const [shared, own] = [await leave(wes, "ada-at-github", asked), await leave(mia, "ada-at-github")];
  const become = (who: Person, role: string) =>
    readAnswer(ada.request(`/api/v1/members/${who.userId}`, { method: "PATCH", json: { role } }), 200);
  await become(wes, "author");
  await become(mia, "guest");
  const before = github.seen.length;
  for (const [who, left] of [
    [wes, shared],
    [mia, own],
  ] as const)
    expect(await readRefusal(finish(who, left))).toBe("403 request.not_allowed");
  expect(github.seen.slice(before)).toEqual([]);
  expect(await list(wes)).toEqual([]);
  // Nothing was spent: with the right back, the same answer of the service counts.
  await become(mia, "author");
  await readAnswer(finish(mia, own), 201);
});

test("an account that is connected for less does less: the tool waits for the ability it needs", async () => {
  await drop(ada);
  await connect(ada, "ada-at-github", { abilities: ["code.read"] });
  const agent = await helper(ada, "github_list_issues", "github_read_file");
  const run = await startRunOf(
    ada,
    agent,
    call("github_read_file", { repository: "ada-at-github/engine", path: "README.md" }),
  );
  expect(callsOf(await untilRun(ada, run, "completed"))[0]!.output).toContain("engine");
  const waiting = await untilRun(ada, await startRunOf(ada, agent, issues), "awaiting_connection");
  expect(callsOf(waiting)[0]).toMatchObject({ verdict: "connection:github:issues.read" });
});

test("the service forgets an account that another takes the place of, and not the new one", async () => {
  await drop(ada);
  github.seen.length = 0;
  const before = await connect(ada, "ada-at-github");
  const lastToken = () => github.seen.findLast(({ path }) => path === "/user")!.token;
  const replaced = lastToken();
  const after = await connect(ada, "cleo-at-github");
  expect(after.id).not.toBe(before.id);
  const asked = await until(() => {
    const found = github.seen.filter(({ method, body }) => method === "DELETE" && body.includes(replaced));
    return Promise.resolve(found.length > 0 ? found : undefined);
  });
  expect(asked).toHaveLength(1);
  expect(lastToken()).not.toBe(replaced);
  const check = ada.request(`/api/v1/connections/${after.id}/check`, { method: "POST" });
  expect(await readAnswer<Seen>(check, 200)).toMatchObject({ state: "working", account: "cleo-at-github" });
});

test("disconnecting destroys the credential at once, and the service is asked to forget it, with the answer on record", async () => {
  await drop(ada);
  const { id } = await connect(ada, "ada-at-github");
  const gone = await readAnswer<{ revocation: string }>(
    ada.request(`/api/v1/connections/${id}`, { method: "DELETE" }),
    200,
  );
  expect(await world.rows("select 1 from connections where id = $1", [id])).toEqual([]);
  const ended = await until(async () => {
    const [row] = await world.rows<{ state: string; remote_id: string; payload: Buffer | null }>(
      "select state, remote_id, payload from deliveries where id = $1 and ended_at is not null",
      [gone.revocation],
    );
    return row;
  });
  expect(ended).toEqual({ state: "succeeded", remote_id: "revoked", payload: null });
  expect(
    github.seen.some(({ method, path }) => method === "DELETE" && path === "/applications/avow-client/token"),
  ).toBe(true);
  const agent = await helper(ada, "github_list_issues");
  await untilRun(ada, await startRunOf(ada, agent, issues), "awaiting_connection");
});

test("a service that will not forget does not keep the token here: when it was asked long enough, it is gone too", async () => {
  await drop(ada);
  const { id } = await connect(ada, "ada-at-github");
  github.interfere = ({ method }) => (method === "DELETE" ? { status: 403 } : undefined);
  const { revocation } = await readAnswer<{ revocation: string }>(
    ada.request(`/api/v1/connections/${id}`, { method: "DELETE" }),
    200,
  );
  const ended = await until(async () => {
    const [row] = await world.rows<{ state: string; payload: Buffer | null }>(
      "select state, payload from deliveries where id = $1 and ended_at is not null",
      [revocation],
    );
    return row;
  });
  expect(ended).toEqual({ state: "failed", payload: null });
});

test("whoever is no member any more leaves no credential behind, and their services are asked to forget it", async () => {
  const leaver = await joinOrganization(ada, await signUp(world, "Lea"), "editor");
  const { id } = await connect(leaver, "cleo-at-github");
  await readAnswer(ada.request(`/api/v1/members/${leaver.userId}`, { method: "DELETE" }), 204);
  await until(async () => (await world.rows("select 1 from connections where id = $1", [id])).length === 0);
  const asked = "select state from deliveries where about = $1 and ended_at is not null";
  expect(await until(async () => (await world.rows<{ state: string }>(asked, [id]))[0])).toEqual({
    state: "succeeded",
  });
});

test("a token that the service takes no more ends the account here: the run waits, and the credential is destroyed", async () => {
  await drop(ada);
  const { id } = await connect(ada, "ada-at-github");
  const agent = await helper(ada, "github_list_issues");
  github.interfere = ({ path }) => (path.startsWith("/repos/") ? { status: 401 } : undefined);
  const run = await startRunOf(ada, agent, issues);
  await untilRun(ada, run, "awaiting_connection");
  expect(await list(ada)).toMatchObject([{ id, state: "ended", failure_code: "connections.expired" }]);
  expect(await world.rows("select credential from connections where id = $1", [id])).toEqual([{ credential: null }]);
  github.interfere = undefined;
  await connect(ada, "ada-at-github");
  await untilRun(ada, run, "completed");
});

test("many at once renew a token once, and all of them go on with the new one", async () => {
  const { id } = await connect(ada, "ada@mail.test", { service: "google", abilities: ["mail.read"] });
  const check = () =>
    readAnswer<Seen>(ada.request(`/api/v1/connections/${id}/check`, { method: "POST", json: {} }), 200);
  await check();
  const first = google.seen.findLast(({ token }) => token !== "")!.token;
  google.seen.length = 0;
  google.void.add(first);
  for (const seen of await Promise.all(Array.from({ length: 6 }, check))) expect(seen.state).toBe("working");
  const renewals = google.seen.filter(({ path, body }) => path === "/oauth2/token" && body.includes("refresh_token"));
  expect(renewals).toHaveLength(1);
  expect(google.seen.filter(({ token }) => token !== "" && token !== first).length).toBeGreaterThanOrEqual(6);
});

test("what a service refuses for good when renewing ends the account; what it refuses for now does not", async () => {
  const { id } = await connect(ada, "ada@mail.test", { service: "google", abilities: ["mail.read"] });
  const check = () =>
    readAnswer<Seen>(ada.request(`/api/v1/connections/${id}/check`, { method: "POST", json: {} }), 200);
  const refuse = (renewal: { status: number; body: object }) => {
    google.interfere = ({ path, body }) => {
      if (path.startsWith("/oauth2/v2/userinfo")) return { status: 401 };
      return path === "/oauth2/token" && body.includes("grant_type=refresh_token") ? renewal : undefined;
    };
  };
  refuse({ status: 503, body: {} });
  expect(await check()).toMatchObject({ state: "failing" });
  refuse({ status: 400, body: { error: "invalid_grant" } });
  expect(await check()).toMatchObject({ state: "ended", failure_code: "connections.revoked" });
  expect(await world.rows("select credential from connections where id = $1", [id])).toEqual([{ credential: null }]);
});

test("what a person leaves out at the service is not taken for allowed", async () => {
  google.grants = {
    scope: "https://www.googleapis.com/auth/userinfo.email https://www.googleapis.com/auth/gmail.readonly",
  };
  const made = await connect(ada, "ada@mail.test", { service: "google", abilities: ["mail.read", "mail.send"] });
  expect(made.abilities).toEqual(["mail.read"]);
});

test("whoever has to connect anew is told in time, once for each end", async () => {
  google.grants = { refresh_token_expires_in: (5 * dayMs) / 1000 };
  const { id } = await connect(ada, "ada@mail.test", { service: "google", abilities: ["mail.read"] });
  const warnings = () =>
    world.rows("select 1 from events where type = 'connection.expiring' and facts ->> 'connection_id' = $1", [id]);
  await world.rows("update job_schedules set next_at = $1 where name = 'connections.warn'", [world.clock.now()]);
  expect(await warnings()).toEqual([]);
  world.clock.advance(3 * dayMs);
  await until(async () => (await warnings()).length === 1);
  world.clock.advance(dayMs / 2);
  await until(async () => {
    const due = "select 1 from job_schedules where name = 'connections.warn' and next_at > $1";
    return (await world.rows(due, [world.clock.now()])).length === 1;
  });
  expect(await warnings()).toHaveLength(1);
});
