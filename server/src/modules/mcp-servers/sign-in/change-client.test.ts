import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { joinOrganization } from "../../../testing/deeds/join-organization.ts";
import {
  type Authority,
  type GuardedServer,
  openAuthority,
  openGuardedServer,
} from "../../../testing/stand-ins/open-sign-in-server.ts";
import { openTwoTenants } from "../../../testing/open-two-tenants.ts";
import { type PersonWithOrganization, signUp } from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";
import { finishAtServer, leaveForServer, signInAtServer } from "../../../testing/deeds/sign-in-at-server.ts";
import { testOrigin, until, type World } from "../../../testing/world.ts";

let world: World;
let authority: Authority;
let server: GuardedServer;
let ada: PersonWithOrganization;
let cleo: PersonWithOrganization;
let bob: PersonWithOrganization;

const typed = (name: string) => ({ id: `typed-${name}`, secret: `secret of the ${name} client, long enough` });
const known = (name: string) => ({
  client_id: typed(name).id,
  client_secret: typed(name).secret,
  redirect_uris: [`${testOrigin}/connect/callback`],
  grant_types: ["authorization_code", "refresh_token"],
});
const [first, second] = [typed("first"), typed("second")];

beforeAll(async () => {
  authority = await openAuthority([known("first"), known("second")]);
  server = await openGuardedServer([], authority);
  ({ world, ada, bob } = await openTwoTenants());
  cleo = await joinOrganization(ada, await signUp(world, "Cleo"), "editor");
});
afterAll(async () => {
  await world.close();
  await Promise.all([authority.close(), server.close()]);
});
beforeEach(async () => {
  authority.forgotten.length = 0;
  for (const { id } of await list(ada)) await ada.request(`/api/v1/mcp-servers/${id}`, { method: "DELETE" });
});

type Seen = {
  id: string;
  client: { id: string; has_secret: boolean } | null;
  signed_in: { state: string } | null;
};
const list = async (who: PersonWithOrganization) =>
  (await readAnswer<{ data: Seen[] }>(who.request("/api/v1/mcp-servers"), 200)).data;
const add = async (more: object = {}) => {
  const json = { name: "notes", url: server.url, client: first, ...more };
  return readAnswer<Seen>(ada.request("/api/v1/mcp-servers", { method: "POST", json }), 201);
};
const change = (who: PersonWithOrganization, id: string, client: object | null) =>
  who.request(`/api/v1/mcp-servers/${id}`, { method: "PATCH", json: { client } });
const signInsAt = (id: string) =>
  world.rows(
    "select id from connections where server = $1 union all select id from workspace_connections where server = $1",
    [id],
  );
const clientAskedAs = async (who: PersonWithOrganization, id: string, owner?: string) =>
  new URL((await leaveForServer(who, id, owner)).url).searchParams.get("client_id");

test("a client that was typed is replaced: everybody's sign-in made with the old one ends, and the next is the new one's", async () => {
  const { id } = await add({ owner: "workspace" });
  await signInAtServer(ada, id);
  await signInAtServer(cleo, id);
  const changed = await readAnswer<Seen>(change(ada, id, second), 200);
  expect(changed).toMatchObject({ client: { id: second.id, has_secret: true }, signed_in: null });
  await until(async () => (await signInsAt(id)).length === 0);
  await until(() => Promise.resolve(authority.forgotten.length >= 2));
  expect(await clientAskedAs(cleo, id)).toBe(second.id);
  await signInAtServer(cleo, id);
  expect((await list(cleo))[0]!.signed_in).toMatchObject({ state: "working" });
});

test("the old client's secret is gone from the database with it, and no answer ever shows the new one's", async () => {
  const { id } = await add();
  await signInAtServer(ada, id);
  const before = await world.rows("select client from own_mcp_servers where id = $1", [id]);
  const changed = await readAnswer<Seen>(change(ada, id, second), 200);
  expect(await world.rows("select client from own_mcp_servers where id = $1", [id])).not.toEqual(before);
  expect(await signInsAt(id)).toEqual([]);
  for (const { secret } of [first, second]) expect(JSON.stringify([changed, await list(ada)])).not.toContain(secret);
  const kept = await readAnswer<Seen>(change(ada, id, { id: second.id }), 200);
  expect(kept.client).toEqual({ id: second.id, has_secret: false });
});

test("who left with the old client is not signed in by coming back after it was changed, and what they got is given back", async () => {
  const { id } = await add();
  const left = await leaveForServer(ada, id);
  await readAnswer(change(ada, id, second), 200);
  expect(await readRefusal(finishAtServer(ada, left))).toBe("409 connections.not_offered");
  await until(() => Promise.resolve(authority.forgotten.length > 0));
  expect(await signInsAt(id)).toEqual([]);
});

test("the same client again ends nothing, and without one Avow introduces itself anew", async () => {
  const { id } = await add();
  await signInAtServer(ada, id);
  expect(await readAnswer<Seen>(change(ada, id, first), 200)).toMatchObject({ signed_in: { state: "working" } });
  expect(await readAnswer<Seen>(change(ada, id, null), 200)).toMatchObject({ client: null, signed_in: null });
  expect(await clientAskedAs(ada, id)).not.toBe(first.id);
});

test("one sign-in for the workspace ends with its client as well, and only who may share changes that", async () => {
  const { id } = await add({ owner: "workspace", sign_in: "workspace" });
  await signInAtServer(ada, id, "workspace");
  expect(await readRefusal(change(cleo, id, second))).toBe("403 request.not_allowed");
  expect(await readRefusal(change(bob, id, second))).toBe("404 request.not_found");
  expect(await signInsAt(id)).toHaveLength(1);
  await readAnswer(change(ada, id, second), 200);
  expect(await signInsAt(id)).toEqual([]);
});

test("a server at which nobody signs in takes no client", async () => {
  const open = server.admit;
  server.admit = () => Promise.resolve(true);
  const { id } = await add();
  server.admit = open!;
  expect(await readRefusal(change(ada, id, second))).toBe("409 mcp_servers.nobody_signs_in");
  expect(await readRefusal(change(ada, id, { id: "" }))).toBe("422 request.invalid");
});
