// Long because one deployment with its authority serves every case of a sign-in's life.
import type { Tool } from "@modelcontextprotocol/server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { joinOrganization } from "../../../testing/deeds/join-organization.ts";
import {
  type Authority,
  type GuardedServer,
  openAuthority,
  openGuardedServer,
} from "../../../testing/stand-ins/open-sign-in-server.ts";
import { type PersonWithOrganization, signUp } from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";
import { callsOf, makeTooledAgent, startRunOf, untilRun } from "../../../testing/deeds/run-agents.ts";
import { finishAtServer, leaveForServer, signInAtServer } from "../../../testing/deeds/sign-in-at-server.ts";
import { type ScriptedModel, startScriptedModel } from "../../../testing/stand-ins/start-scripted-model.ts";
import { connectModel } from "../../../testing/deeds/talk.ts";
import { testOrigin, until, type World } from "../../../testing/world.ts";
import { openTwoTenants } from "../../../testing/open-two-tenants.ts";

let world: World;
let authority: Authority;
let server: GuardedServer;
let model: ScriptedModel;
let ada: PersonWithOrganization;
let cleo: PersonWithOrganization;
let bob: PersonWithOrganization;
let modelId: string;

const inputSchema = { type: "object" as const, properties: { text: { type: "string" } }, required: ["text"] };
const look: Tool = { name: "look", description: "Looks.", inputSchema, annotations: { readOnlyHint: true } };
const note: Tool = { name: "note", description: "Notes.", inputSchema };

beforeAll(async () => {
  authority = await openAuthority();
  server = await openGuardedServer([look, note], authority);
  model = await startScriptedModel();
  ({ world, ada, bob } = await openTwoTenants());
  cleo = await joinOrganization(ada, await signUp(world, "Cleo"), "editor");
  modelId = await connectModel(ada, model);
});
afterAll(async () => {
  await world.close();
  await Promise.all([authority.close(), server.close(), model.close()]);
});
beforeEach(async () => {
  Object.assign(authority, { current: "ada", interfere: undefined, grants: [], forgotten: [] });
  server.void.clear();
  server.calls.length = 0;
  server.came.length = 0;
  for (const who of [ada, cleo])
    for (const { id } of await list(who)) await who.request(`/api/v1/mcp-servers/${id}`, { method: "DELETE" });
});

type Seen = {
  id: string;
  sign_in: string;
  signed_in: { connection_id: string; state: string; failure_code: string | null } | null;
  state: string;
  tools: { title: string; fingerprint: string; state: string }[];
};

const list = async (who: PersonWithOrganization) =>
  (await readAnswer<{ data: Seen[] }>(who.request("/api/v1/mcp-servers"), 200)).data;
const post = (who: PersonWithOrganization, path: string, json: object = {}) =>
  who.request(`/api/v1/mcp-servers${path}`, { method: "POST", json });
const add = (more: object = {}) => readAnswer<Seen>(post(ada, "", { name: "notes", url: server.url, ...more }), 201);
const check = (who: PersonWithOrganization, id: string) => readAnswer<Seen>(post(who, `/${id}/check`), 200);
async function accept(who: PersonWithOrganization, id: string): Promise<Seen> {
  const { tools } = await check(who, id);
  return readAnswer<Seen>(
    post(who, `/${id}/accept`, { tools: tools.map(({ title, fingerprint }) => ({ title, fingerprint })) }),
    200,
  );
}
/** A server with its tools accepted, at which Ada signed in. */
async function addSignedIn(more: object = {}, owner = "person"): Promise<Seen> {
  const { id } = await add(more);
  await signInAtServer(ada, id, owner);
  return accept(ada, id);
}
const call = (tool: string, text = "x") => `call: ${tool} ${JSON.stringify({ text })}`;
const helper = (...tools: object[]) => makeTooledAgent(ada, tools, { model: modelId });
const reader = () => helper({ name: "mcp_notes_look" });
const tokensOfCalls = () => new Set(server.calls.map(({ authorization }) => authorization));
const shared = { owner: "workspace" };

test("a person signs in at a server by what it says of itself, with a proof, a state, and for that server alone", async () => {
  const made = await add();
  expect(made).toMatchObject({ sign_in: "person", signed_in: null, tools: [] });
  const left = await leaveForServer(ada, made.id);
  const asked = new URL(left.url);
  expect(asked.origin).toBe(authority.url);
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    response_type: "code",
    code_challenge_method: "S256",
    redirect_uri: `${testOrigin}/connect/callback`,
    resource: server.url,
    scope: "notes.read notes.write offline_access",
  });
  const connection = await readAnswer<object>(finishAtServer(ada, left), 201);
  expect(connection).toMatchObject({ service: "mcp", mcp_server_id: made.id, owner: "person", state: "working" });
  expect(authority.grants).toMatchObject([{ grant_type: "authorization_code", resource: server.url }]);
  const accepted = await accept(ada, made.id);
  expect(accepted.signed_in).toMatchObject({ state: "working" });
  expect(accepted.tools.map(({ title }) => title)).toEqual(["look", "note"]);
  const run = await untilRun(ada, await startRunOf(ada, await reader(), call("mcp_notes_look")), "completed");
  expect(callsOf(run)[0]).toMatchObject({ state: "done", output: 'look says {"text":"x"}' });
  const [token] = server.calls.map(({ authorization }) => authorization!.replace("Bearer ", ""));
  expect(await authority.read(token!)).toEqual({ account: "ada", audience: server.url });
  const everything = JSON.stringify([connection, await list(ada), run]);
  expect(everything).not.toContain(token);
});

test("a run for somebody who has not signed in waits for them, uses nobody else's token, and goes on once they have", async () => {
  const { id } = await addSignedIn(shared);
  const agent = await helper({ name: "mcp_notes_look" }, { name: "mcp_notes_note", approval: "never" });
  await untilRun(ada, await startRunOf(ada, agent, call("mcp_notes_look")), "completed");
  const adas = tokensOfCalls();
  expect(adas.size).toBe(1);
  server.came.length = 0;
  const read = await startRunOf(cleo, agent, call("mcp_notes_look"));
  const waiting = await untilRun(cleo, read, "awaiting_connection");
  expect(callsOf(waiting)[0]).toMatchObject({ verdict: `connection:mcp:${id}`, output: null });
  const write = await startRunOf(cleo, agent, call("mcp_notes_note", "To mara@acme.test"));
  await untilRun(cleo, write, "awaiting_connection");
  expect(server.came).toEqual([]);
  expect((await list(cleo))[0]).toMatchObject({ id, signed_in: null });
  server.calls.length = 0;
  authority.current = "cleo";
  await signInAtServer(cleo, id);
  await untilRun(cleo, read, "completed");
  await untilRun(cleo, write, "completed");
  expect(server.calls.map(({ name }) => name).toSorted()).toEqual(["look", "note"]);
  for (const token of tokensOfCalls()) expect(adas.has(token)).toBe(false);
  const whose = await Promise.all([...tokensOfCalls()].map((one) => authority.read(one!.replace("Bearer ", ""))));
  expect(new Set(whose.map((one) => one?.account))).toEqual(new Set(["cleo"]));
});

test("where one signs in for the workspace, only who may share does, and everybody's runs use it", async () => {
  const { id } = await add({ ...shared, sign_in: "workspace" });
  expect(await readRefusal(post(ada, `/${id}/sign-in`))).toBe("409 mcp_servers.nobody_signs_in");
  expect(await readRefusal(post(cleo, `/${id}/sign-in`, shared))).toBe("403 request.not_allowed");
  const { id: connection } = await signInAtServer(ada, id, "workspace");
  await accept(ada, id);
  const run = await untilRun(cleo, await startRunOf(cleo, await reader(), call("mcp_notes_look")), "completed");
  expect(callsOf(run)[0]).toMatchObject({ state: "done" });
  const drop = (who: PersonWithOrganization) => who.request(`/api/v1/connections/${connection}`, { method: "DELETE" });
  expect(await readRefusal(drop(cleo))).toBe("403 request.not_allowed");
  expect(await readRefusal(drop(bob))).toBe("404 request.not_found");
});

test("an answer works once, in the browser and for the person that left, and only from whom they were sent to", async () => {
  const { id } = await add(shared);
  const left = await leaveForServer(ada, id);
  expect(await readRefusal(finishAtServer(cleo, left))).toBe("422 connections.browser_changed");
  const others = await leaveForServer(cleo, id);
  const crossed = { ...left, brought: { ...left.brought, state: others.brought.state } };
  expect(await readRefusal(finishAtServer(ada, crossed))).toBe("422 connections.browser_changed");
  expect(await readRefusal(finishAtServer(ada, left))).toBe("422 connections.state_spent");
  const second = await leaveForServer(ada, id);
  const mixedUp = { ...second, brought: { ...second.brought, iss: "https://another.example.com" } };
  expect(await readRefusal(finishAtServer(ada, mixedUp))).toBe("422 connections.service_failed");
  const again = await leaveForServer(ada, id);
  const { iss: _, ...nobodys } = again.brought;
  expect(await readRefusal(finishAtServer(ada, { ...again, brought: nobodys }))).toBe("422 connections.service_failed");
  expect(authority.grants).toEqual([]);
  const last = await leaveForServer(ada, id);
  await readAnswer(finishAtServer(ada, last), 201);
  expect(await readRefusal(finishAtServer(ada, last))).toBe("422 connections.state_spent");
  // The same code brought with a new state: the authority takes it for stolen.
  const replay = await leaveForServer(ada, id);
  const replayed = { ...replay, brought: { ...replay.brought, code: last.brought.code } };
  expect(await readRefusal(finishAtServer(ada, replayed))).toBe("422 connections.not_allowed");
});

test("a token that is refused is renewed once for however many want it, and what is refused for good ends the sign-in", async () => {
  const { id } = await addSignedIn();
  server.void.add(server.came.at(-1)!);
  authority.grants.length = 0;
  const seen = await Promise.all(Array.from({ length: 5 }, () => check(ada, id)));
  expect(new Set(seen.map(({ signed_in }) => signed_in?.state))).toEqual(new Set(["working"]));
  expect(authority.grants).toMatchObject([{ grant_type: "refresh_token", resource: server.url }]);
  server.void.add(server.came.at(-1)!);
  authority.interfere = (path, response) => {
    if (path === "/token")
      response.writeHead(400, { "content-type": "application/json" }).end('{"error":"invalid_grant"}');
    return path === "/token";
  };
  const ended = await check(ada, id);
  expect(ended.state).toBe("working");
  expect(ended.signed_in).toMatchObject({ state: "ended", failure_code: "connections.revoked" });
  const rows = await world.rows("select credential from connections where server = $1", [id]);
  expect(rows).toEqual([{ credential: null }]);
  authority.interfere = undefined;
  const waiting = await startRunOf(ada, await reader(), call("mcp_notes_look"));
  await untilRun(ada, waiting, "awaiting_connection");
  await signInAtServer(ada, id);
  await untilRun(ada, waiting, "completed");
});

test("signing out destroys the token at once, and the authority is asked to forget it", async () => {
  const { id, signed_in } = await addSignedIn();
  const drop = ada.request(`/api/v1/connections/${signed_in!.connection_id}`, { method: "DELETE" });
  expect((await readAnswer<{ revocation: string | null }>(drop, 200)).revocation).not.toBeNull();
  expect(await world.rows("select id from connections where server = $1", [id])).toEqual([]);
  await until(() => Promise.resolve(authority.forgotten.length > 0));
  const [kept] = await until(async () => {
    const ended =
      "select payload from deliveries where kind = 'connection_revocation' and target = $1 and ended_at is not null";
    const rows = await world.rows<{ payload: Buffer | null }>(ended, [id]);
    return rows.length > 0 && rows;
  });
  expect(kept!.payload).toBeNull();
  expect((await list(ada))[0]!.signed_in).toBeNull();
});

test("a server that is removed takes everybody's sign-in with it, and a run that waited for one goes on without", async () => {
  const { id } = await addSignedIn(shared);
  const dan = await joinOrganization(ada, await signUp(world, "Dan"), "editor");
  authority.current = "dan";
  await signInAtServer(dan, id);
  const waiting = await startRunOf(cleo, await reader(), call("mcp_notes_look"));
  await untilRun(cleo, waiting, "awaiting_connection");
  const late = await leaveForServer(cleo, id);
  await readAnswer(ada.request(`/api/v1/mcp-servers/${id}`, { method: "DELETE" }), 200);
  const run = await untilRun(cleo, waiting, "completed");
  expect(callsOf(run)[0]).toMatchObject({ state: "refused", error_code: "tools.not_offered" });
  const left = () => world.rows("select id from connections where server = $1", [id]);
  await until(async () => (await left()).length === 0);
  await until(() => Promise.resolve(authority.forgotten.length >= 2));
  const before = authority.forgotten.length;
  expect(await readRefusal(finishAtServer(cleo, late))).toBe("409 connections.not_offered");
  // What was given for it all the same is given back.
  await until(() => Promise.resolve(authority.forgotten.length > before));
  expect(await left()).toEqual([]);
});

test("whoever is no member any more leaves no token behind", async () => {
  const { id } = await addSignedIn(shared);
  const eve = await joinOrganization(ada, await signUp(world, "Eve"), "editor");
  await signInAtServer(eve, id);
  const left = () => world.rows("select id from connections where user_id = $1", [eve.userId]);
  expect(await left()).toHaveLength(1);
  const removed = await ada.request(`/api/v1/members/${eve.userId}`, { method: "DELETE" });
  expect(removed.ok).toBe(true);
  await until(async () => (await left()).length === 0);
});
