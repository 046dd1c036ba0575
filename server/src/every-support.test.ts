import { afterAll, beforeAll, expect, test } from "vitest";
import { endpoints } from "./app.ts";
import { hourMs } from "./framework/clock.ts";
import type { AnyEndpoint } from "./framework/endpoint.ts";
import { exampleInput, requestOf } from "./testing/samples/example-input.ts";
import { makeObject } from "./testing/samples/make-object.ts";
import { openTwoTenants, type TwoTenants } from "./testing/open-two-tenants.ts";
import { enter, type Person, signIn } from "./testing/people.ts";
import { readAnswer, readRefusal } from "./testing/read-answer.ts";

let all: TwoTenants;
/** The operator, asking in Bob's organization, to which she does not belong. */
let operator: Person;
beforeAll(async () => {
  all = await openTwoTenants();
  operator = enter(all.ada, all.bob);
});
afterAll(() => all.world.close());

const ofTenants = endpoints.filter(({ scope }) => scope === "organization" || scope === "workspace");
const having = (is: (e: AnyEndpoint) => boolean) =>
  ofTenants.filter(is).map((e) => [`${e.method} ${e.path}`, e] as const);
const listed = having(() => true);

/** Asks with an input about Bob's things, once the operator was let see these areas and nothing else. */
async function ask(e: AnyEndpoint, areas: readonly string[]): Promise<Response> {
  await endAll();
  const own = { password: all.ada.password, current_password: all.ada.password };
  const input = await exampleInput(e, (field) => makeObject(all.world, all.bob, field), { own });
  await endAll();
  if (areas.length > 0) await grant({ areas });
  const { path, ...init } = requestOf(e, input);
  const abort = new AbortController();
  const answer = await operator.request(path, { ...init, signal: abort.signal });
  if (answer.headers.get("content-type")?.startsWith("text/event-stream")) abort.abort(); // it would go on
  return answer;
}

const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const grant = (json: object) =>
  readAnswer<{ id: string; expires_at: string }>(
    all.bob.request("/api/v1/support-grants", { method: "POST", json: { hours: 24, ...json } }),
    201,
  );
const endAll = () => all.world.rows("delete from support_grants");
const end = (id: string) => all.bob.request(`/api/v1/support-grants/${id}`, { method: "DELETE" });

test.each(listed)("without a grant the operator finds nothing at %s", async (_, e) => {
  expect(await codeOf(await ask(e, []))).toBe("request.not_found");
});

const isRead = (e: AnyEndpoint) => e.method === "GET" && e.permission.endsWith(".read");
const areaOf = (e: AnyEndpoint) => e.permission.split(".")[0]!;
const readable = new Set(ofTenants.filter(isRead).map(areaOf));
/** The input is looked at before the permission is, and so is whether there is such a thing: what is private is not. */
const kept = /^request\.(not_allowed|not_found|invalid|malformed|unsupported_type|too_large)$/;

test.each(listed)("with a grant for other areas the operator is kept from %s", async (_, e) => {
  const others = [...readable].filter((area) => area !== areaOf(e));
  expect(await codeOf(await ask(e, others))).toMatch(kept);
});

test.each(having((e) => readable.has(areaOf(e)) && !isRead(e)))(
  "with a grant for its own area the operator changes nothing by %s",
  async (_, e) => {
    expect(await codeOf(await ask(e, [areaOf(e)]))).toMatch(kept);
  },
);

test.each(having(isRead))("with a grant for its area the operator reads %s, and the log says so", async (_, e) => {
  await all.world.rows("delete from audit_entries");
  const answer = await ask(e, [areaOf(e)]);
  // What is private to each member stays absent, whatever was granted; some answers need more than an example.
  if (!answer.ok) return expect(await codeOf(answer)).not.toBe("request.not_allowed");
  const sql = "select 1 from audit_entries where organization_id = $1 and action = 'support.read' and target = $2";
  expect(await all.world.rows(sql, [all.bob.organizationId, e.path])).not.toEqual([]);
});

test("a grant counts in its workspaces, for its hours, and not after it was ended", async () => {
  await endAll();
  const other = all.bob.request("/api/v1/workspaces", { method: "POST", json: { name: "Other" } });
  const { id: workspace } = await readAnswer<{ id: string }>(other, 201);
  const { id } = await grant({ areas: ["agents"], workspace_ids: [workspace], hours: 1 });
  const inOther = enter(all.ada, { organizationId: all.bob.organizationId, workspaceId: workspace });
  await readAnswer(inOther.request("/api/v1/agents"), 200);
  expect(await readRefusal(operator.request("/api/v1/agents"))).toBe("404 request.not_found");
  const { data } = await readAnswer<{ data: { id: string; organization_id: string }[] }>(
    all.ada.request("/api/v1/operator/support-grants"),
    200,
  );
  expect(data).toMatchObject([{ id, organization_id: all.bob.organizationId }]);
  await end(id);
  expect(await readRefusal(inOther.request("/api/v1/agents"))).toBe("404 request.not_found");

  await grant({ areas: ["agents"], hours: 1 });
  const again = { areas: ["agents"], hours: 1 };
  await readAnswer(operator.request("/api/v1/agents"), 200);
  await grant({ ...again, areas: ["members"] });
  expect(await readRefusal(operator.request("/api/v1/agents"))).toBe("403 request.not_allowed");
  await grant(again);
  await readAnswer(operator.request("/api/v1/agents"), 200);
  all.world.clock.advance(hourMs);
  const fresh = enter(await signIn(all.world, all.ada), all.bob);
  expect(await readRefusal(fresh.request("/api/v1/agents"))).toBe("404 request.not_found");
});

test("the organization's security events tell of the grant, and of its use once an hour", async () => {
  await endAll();
  await all.world.rows("delete from security_events");
  const proved = enter(await signIn(all.world, all.bob), all.bob);
  const json = { areas: ["agents"], hours: 2 };
  await readAnswer(proved.request("/api/v1/support-grants", { method: "POST", json }), 201);
  const looking = enter(await signIn(all.world, all.ada), all.bob);
  const told = async () => {
    const sql = "select kind from security_events where organization_id = $1 and kind like 'support.%' order by kind";
    return (await all.world.rows<{ kind: string }>(sql, [all.bob.organizationId])).map(({ kind }) => kind);
  };
  expect(await told()).toEqual(["support.access_granted"]);
  for (let i = 0; i < 3; i++) await readAnswer(looking.request("/api/v1/agents"), 200);
  expect(await told()).toEqual(["support.access_granted", "support.access_used"]);
  all.world.clock.advance(hourMs + 1);
  await readAnswer(looking.request("/api/v1/agents"), 200);
  expect(await told()).toEqual(["support.access_granted", "support.access_used", "support.access_used"]);
});

test("nobody but the operator looks in by a grant", async () => {
  await endAll();
  const bob = await signIn(all.world, all.bob);
  const inBob = enter(bob, all.bob);
  const asked = { areas: ["agents"], hours: 1 };
  await readAnswer(inBob.request("/api/v1/support-grants", { method: "POST", json: asked }), 201);
  const visitor = enter(await signIn(all.world, all.visitor), all.bob);
  expect(await readRefusal(visitor.request("/api/v1/agents"))).toBe("404 request.not_found");
});
