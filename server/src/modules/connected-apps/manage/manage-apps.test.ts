import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs } from "../../../framework/clock.ts";
import {
  approveApp,
  appRedirect,
  beginApp,
  connectApp,
  registerApp,
  viewApp,
} from "../../../testing/deeds/connect-app.ts";
import { joinOrganization } from "../../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import { type PersonWithOrganization, readMailbox, signUp } from "../../../testing/people.ts";
import { runProbes } from "../../../privacy/promises/run-probes.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
});
afterAll(() => all.world.close());

type Seen = { id: string; name: string; user_id: string; scopes: string[] };
const listed = async (who: PersonWithOrganization) =>
  (await readAnswer<{ data: Seen[] }>(who.request("/api/v1/workspace-connected-apps"), 200)).data;
const end = (who: PersonWithOrganization, id: string) =>
  who.request(`/api/v1/workspace-connected-apps/${id}`, { method: "DELETE" });
const member = async (name: string, role: string) => joinOrganization(ada, await signUp(all.world, name), role);
const call = (token: string) =>
  all.world.request("/mcp", {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: {} }),
  });

test("whatever their role, members connect apps, and an app does no more than its member may", async () => {
  const scope = "agents.read agents.write members.read wallet.read";
  const may: Record<string, string[]> = {
    viewer: ["agents.read", "members.read"],
    auditor: ["agents.read", "members.read", "wallet.read"],
    billing: ["members.read", "wallet.read"],
    guest: ["members.read"],
  };
  for (const [role, scopes] of Object.entries(may)) {
    const who = await member(`The ${role}`, role);
    const { asked } = await beginApp(all.world, { scope });
    const seen = await readAnswer<{ scopes: string[] }>(viewApp(who, asked), 200);
    expect([role, seen.scopes]).toEqual([role, scopes]);
    expect(await readRefusal(approveApp(who, asked, ["agents.write"]))).toBe("422 connected_apps.scope_refused");
    const { tokens } = await connectApp(who, { scope: scopes.join(" ") });
    expect((await call(tokens.access_token)).status).toBe(200);
  }
});

test("who looks after a workspace sees every app in it and ends any: its tokens stop at once", async () => {
  const eve = await member("Eve", "editor");
  const { id, tokens } = await connectApp(eve);
  const [auditor, admin] = [await member("Audrey", "auditor"), await member("Adam", "admin")];
  for (const who of [ada, admin, auditor])
    expect(await listed(who)).toContainEqual(
      expect.objectContaining({ id, name: "Notebook", user_id: eve.userId, scopes: ["agents.read", "runs.read"] }),
    );
  expect(await listed(all.bob)).toEqual([]);
  expect(await readRefusal(eve.request("/api/v1/workspace-connected-apps"))).toBe("403 request.not_allowed");
  expect(await readRefusal(end(auditor, id))).toBe("403 request.not_allowed");
  expect(await readRefusal(end(eve, id))).toBe("403 request.not_allowed");
  expect(await readRefusal(end(all.bob, id))).toBe("404 request.not_found");
  expect((await call(tokens.access_token)).status).toBe(200);
  await readAnswer(end(admin, id), 204);
  expect((await call(tokens.access_token)).status).toBe(401);
  expect((await listed(ada)).map((one) => one.id)).not.toContain(id);
  expect(await readRefusal(end(admin, id))).toBe("404 request.not_found");
  const [row] = await all.world.rows("select revoked_because, user_id from connected_apps where id = $1", [id]);
  expect(row).toEqual({ revoked_because: "managed", user_id: eve.userId });
  const told = await all.world.rows<{ user_id: string }>(
    "select facts from events where type = 'connected_app.ended' and facts ->> 'connected_app_id' = $1",
    [id],
  );
  expect(told).toHaveLength(1);
});

test("whose app somebody else ended is told by mail, in their language, and not in the app's words; who ended their own is not", async () => {
  const [eva, own] = [await member("Eva", "editor"), await connectApp(ada)];
  await readAnswer(eva.request("/api/v1/me", { method: "PATCH", json: { locale: "de" } }), 200);
  const { id } = await connectApp(eva);
  await readAnswer(end(ada, id), 204);
  await readAnswer(end(ada, own.id), 204);
  const told = (await readMailbox(ada)).filter(
    ({ to, subject }) => [eva.email, ada.email].includes(to) && /App/.test(subject),
  );
  expect(told.map(({ to, subject }) => [to, subject])).toEqual([
    [eva.email, "Eine App, die für Sie gehandelt hat, wurde beendet"],
  ]);
  expect(told[0]!.text).not.toContain("Notebook");
});

test("fifty apps act for one member and no more, until one is ended", async () => {
  const max = await member("Max", "viewer");
  const allow = async () => approveApp(max, (await beginApp(all.world, { scope: "agents.read" })).asked);
  const ids: string[] = [];
  for (let at = 0; at < 50; at++) ids.push((await readAnswer<{ id: string }>(allow(), 201)).id);
  expect(await readRefusal(allow())).toBe("409 connected_apps.limit_reached");
  // Another member is not held up by it.
  const ida = await member("Ida", "viewer");
  await connectApp(ida, { scope: "agents.read" });
  await readAnswer(max.request(`/api/v1/connected-apps/${ids[0]}`, { method: "DELETE" }), 204);
  await readAnswer(allow(), 201);
});

test("a token of an app that lives too long breaks the promise about tokens of programs", async () => {
  const { id } = await connectApp(ada);
  const outcome = async () => (await runProbes(all.world.app, ["security.tokens"])).map((one) => one.outcome);
  expect(await outcome()).toEqual(["kept"]);
  const stretch = "update connected_app_tokens set access_expires_at = access_expires_at + interval '1 hour' * $2";
  await all.world.rows(`${stretch} where connected_app_id = $1`, [id, 1]);
  expect(await outcome()).toEqual(["broken"]);
  await all.world.rows(`${stretch} where connected_app_id = $1`, [id, -1]);
  expect(await outcome()).toEqual(["kept"]);
});

test("twenty thousand apps that nobody allowed are remembered and no more, until they are forgotten", async () => {
  const register = () => registerApp(all.world, { client_name: "Flood", redirect_uris: [appRedirect] });
  await all.world.rows("delete from registered_apps where allowed_at is null");
  await all.world.rows(
    `insert into registered_apps (id, client_hash, facts, created_at, expires_at)
     select 'rga_' || n, sha256(n::text::bytea), '\\x00', $1::timestamptz, $2::timestamptz from generate_series(1, 19999) n`,
    [all.world.clock.now(), new Date(all.world.clock.now().getTime() + dayMs)],
  );
  expect((await register()).status).toBe(201);
  const full = await register();
  expect(await readRefusal(full)).toBe("503 connected_apps.registrations_full");
  // One that somebody allowed does not count.
  await all.world.rows("update registered_apps set allowed_at = created_at where id = 'rga_1'");
  expect((await register()).status).toBe(201);
  expect((await register()).status).toBe(503);
  await all.world.rows("update registered_apps set expires_at = created_at where id like 'rga_1%'");
  expect((await register()).status).toBe(201);
});
