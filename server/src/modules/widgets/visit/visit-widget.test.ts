import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs } from "../../../framework/clock.ts";
import { joinOrganization } from "../../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import { type PersonWithOrganization, signUp } from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";
import { begin, follow, makeWidget, openWindow, type Visiting } from "../../../testing/deeds/visit-widget.ts";
import { until } from "../../../testing/world.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants({ sandboxPaceMs: 15 }); // an answer comes in pieces
  ada = all.ada;
});
afterAll(() => all.world.close());

const refused = (asked: Promise<Response>) => readRefusal(asked);
const site = "https://shop.example";
const patch = (id: string, json: object, person = ada) =>
  readAnswer(person.request(`/api/v1/widgets/${id}`, { method: "PATCH", json }), 200);
const listOwn = async (person: PersonWithOrganization, query = "") =>
  (
    await readAnswer<{ data: { id: string; widget_id: string | null }[] }>(
      person.request(`/api/v1/conversations${query}`),
      200,
    )
  ).data;
const answered = (visit: Visiting, count: number) =>
  until(async () => {
    const { data } = await visit.read();
    const done = data.filter(({ role, state }) => role === "assistant" && state === "complete");
    return done.length >= count ? data : undefined;
  });

test("a visitor who agreed asks, and the answer streams to them and lies with whoever answers for the widget", async () => {
  const widget = await makeWidget(ada);
  const window = await openWindow(all.world, widget.id);
  expect(window).toMatchObject({ title: "Helper", language: "en", asks_age: false, person_url: null });
  expect(window.notice).toContain("You write with an AI");
  const visit = await begin(all.world, widget.id);
  const stream = await follow(visit);
  const { message, reply } = await readAnswer<{ message: { text: string }; reply: object }>(
    visit.say("Hello there"),
    202,
  );
  expect(message).toMatchObject({ role: "user", text: "Hello there", state: "complete" });
  expect(Object.keys(reply).toSorted()).toEqual(["created_at", "id", "role", "sandbox", "state", "text"]);
  await until(() => stream.text().includes('"role":"assistant","state":"complete"'));
  expect(stream.text()).toMatch(/event: delta\ndata: .*"text"/);
  expect(stream.text()).not.toMatch(/run_id|"model"|conversation_id|tokens/);
  await stream.close();
  const own = await listOwn(ada, `?widget_id=${widget.id}`);
  expect(own).toHaveLength(1);
  expect(await listOwn(all.bob)).toEqual([]);
  const contact = await all.world.rows("select purpose, state, how, recorded_by from contact_consents");
  expect(contact).toEqual([{ purpose: "ai", state: "given", how: "form", recorded_by: null }]);
  const sent = ada.request(`/api/v1/conversations/${own[0]!.id}/messages`, {
    method: "POST",
    json: { text: "As them" },
  });
  expect(await refused(sent)).toBe("409 conversations.visitors_only");
});

test("another site, another notice and a page that is not ours begin nothing", async () => {
  const widget = await makeWidget(ada);
  const { notice_hash } = await openWindow(all.world, widget.id);
  const ask = (json: object, headers: Record<string, string> = {}) =>
    all.world.request(`/api/v1/widgets/${widget.id}/visits`, {
      method: "POST",
      headers: { "content-type": "application/json", "avow-csrf": "1", ...headers },
      body: JSON.stringify({ embedded_on: site, notice_hash, ...json }),
    });
  for (const embedded_on of [
    "https://evil.example",
    "https://shop.example.evil.test",
    "http://shop.example",
    "null",
    "",
  ])
    expect(await refused(ask({ embedded_on }))).toBe("403 widgets.origin_refused");
  expect(await refused(ask({ notice_hash: "0".repeat(64) }))).toBe("409 widgets.notice_changed");
  expect(await refused(ask({}, { origin: "https://evil.example" }))).toBe("403 request.cross_site");
  expect(await refused(ask({}, { "sec-fetch-site": "cross-site" }))).toBe("403 request.cross_site");
  expect(await refused(ask({}, { "avow-csrf": "" }))).toBe("403 request.cross_site");
  const kept = await all.world.rows("select id from widget_visitors where widget_id = $1", [widget.id]);
  expect(kept).toEqual([]);
});

test("a token counts in its own widget only, and no more once the visit is over or its time has run out", async () => {
  const [widget, other] = [await makeWidget(ada), await makeWidget(ada)];
  const theirs = await makeWidget(all.bob);
  const visit = await begin(all.world, widget.id);
  for (const id of [other.id, theirs.id]) {
    const elsewhere = visit.at(id);
    expect(await refused(elsewhere.say("Hi"))).toBe("401 widgets.visitor_unknown");
    expect((await elsewhere.ask("GET", "")).status).toBe(401);
    expect((await elsewhere.ask("GET", "/stream")).status).toBe(401);
    expect((await elsewhere.ask("DELETE", "")).status).toBe(401);
  }
  expect(await refused(visit.with("A".repeat(43)).say("Hi"))).toBe("401 widgets.visitor_unknown");
  expect(await refused(visit.with("").say("Hi"))).toBe("401 widgets.visitor_unknown");
  const late = await begin(all.world, widget.id);
  all.world.clock.advance(dayMs);
  await all.world.rows("update sessions set idle_expires_at = '2039-01-01', expires_at = '2039-01-01'");
  expect(await refused(late.say("Hi"))).toBe("401 widgets.visitor_unknown");
  expect(all.world.logLines.join("\n")).not.toContain(visit.token);
});

test("who leaves is erased at once with all that was said, and their token opens nothing again", async () => {
  const widget = await makeWidget(ada);
  const visit = await begin(all.world, widget.id);
  const stream = await follow(visit);
  await readAnswer(visit.say("My secret is 4711"), 202);
  await answered(visit, 1);
  const [row] = await all.world.rows<{ contact_id: string; conversation_id: string }>(
    "select contact_id, conversation_id from widget_visitors where widget_id = $1",
    [widget.id],
  );
  expect((await visit.leave()).status).toBe(204);
  const left = await all.world.rows(
    `select 1 from contacts where id = $1 union all select 1 from conversations where id = $2
     union all select 1 from messages where conversation_id = $2 union all select 1 from widget_visitors where contact_id = $1
     union all select 1 from subject_keys where subject_id = $1`,
    [row!.contact_id, row!.conversation_id],
  );
  expect(left).toEqual([]);
  await until(() => stream.isOver());
  for (const asked of [visit.say("Hi"), visit.leave(), visit.stop(), visit.ask("GET", "")])
    expect(await refused(asked)).toBe("401 widgets.visitor_unknown");
});

test("a widget that is off, whose agent is not published or gone, or whose member left refuses, and can be left", async () => {
  const widget = await makeWidget(ada);
  const visit = await begin(all.world, widget.id);
  await patch(widget.id, { enabled: false });
  expect(await refused(visit.say("Hi"))).toBe("409 widgets.off");
  expect(await refused(all.world.request(`/api/v1/widgets/${widget.id}/window`))).toBe("409 widgets.off");
  await patch(widget.id, { enabled: true });
  await readAnswer(ada.request(`/api/v1/agents/${widget.agent_id}`, { method: "DELETE" }), 204);
  expect(await refused(visit.say("Hi"))).toBe("409 widgets.agent_unpublished");
  const draft = await readAnswer<{ id: string }>(
    ada.request("/api/v1/agents", { method: "POST", json: { name: "Draft" } }),
    201,
  );
  await patch(widget.id, { agent_id: draft.id });
  expect(await refused(visit.say("Hi"))).toBe("409 widgets.agent_unpublished");
  expect((await visit.leave()).status).toBe(204);
  const gus = await joinOrganization(ada, await signUp(all.world, "Gus"), "editor");
  const his = await makeWidget(gus);
  const talking = await begin(all.world, his.id);
  await all.world.rows("delete from memberships where user_id = $1", [gus.userId]);
  expect((await talking.say("Hi")).status).toBe(403);
  await readAnswer(ada.request(`/api/v1/widgets/${his.id}`, { method: "DELETE" }), 204);
  expect(await refused(talking.say("Hi"))).toBe("409 widgets.off");
  await until(
    async () => (await all.world.rows("select 1 from widget_visitors where widget_id = $1", [his.id])).length === 0,
  );
});

test("too many of a visitor, of a network and of all are refused until the day is over, and too large a body at once", async () => {
  const limits = { visitor_daily: 1, network_daily: 4, widget_daily: 5 };
  const widget = await makeWidget(ada, limits);
  const one = await begin(all.world, widget.id);
  await readAnswer(one.say("First"), 202);
  await answered(one, 1);
  const full = await one.say("Second");
  expect(Number(full.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await full.json()).toMatchObject({ code: "widgets.daily_limit", facts: { of: "visitor" } });
  const two = await begin(all.world, widget.id);
  await readAnswer(two.say("First"), 202);
  expect(await begin(all.world, widget.id).catch((error: unknown) => String(error))).toContain("widgets.daily_limit");
  const far = await begin(all.world, widget.id, { ip: "198.51.100.7" });
  expect(await refused(far.say("x".repeat(4001)))).toBe("422 request.invalid");
  expect(await refused(far.say("x".repeat(40_000)))).toBe("413 request.too_large");
  await patch(widget.id, { widget_daily: 2 });
  expect(await (await far.say("Hi")).json()).toMatchObject({ facts: { of: "widget" } });
  await patch(widget.id, { widget_daily: 9, budget_micros: 0 });
  expect(await refused(far.say("Hi"))).toBe("429 widgets.budget_spent");
});

test("an agent for adults asks for that, and a browser that asks for privacy objects to what it can object to", async () => {
  const widget = await makeWidget(ada, {}, { rating: "adults" });
  const asked = begin(all.world, widget.id).catch((error: unknown) => String(error));
  expect(await asked).toContain("widgets.too_young");
  const visit = await begin(all.world, widget.id, { json: { is_adult: true }, headers: { "sec-gpc": "1" } });
  await readAnswer(visit.say("Hello"), 202);
  await answered(visit, 1);
  const locks = await all.world.rows("select kind, purpose from contact_locks order by purpose");
  expect(locks).toEqual([
    { kind: "objection", purpose: "marketing" },
    { kind: "objection", purpose: "memory" },
  ]);
});

test("a visitor who was not there for as long as the widget says is erased", async () => {
  const widget = await makeWidget(ada, { keep_days: 2 });
  await begin(all.world, widget.id);
  all.world.clock.advance(2 * dayMs + 1);
  await all.world.rows("update job_schedules set next_at = '2020-01-01' where name = 'widgets.forget_visitors'");
  const left = () =>
    all.world.rows(
      "select id from widget_visitors where widget_id = $1 union all select id from conversations where widget_id = $1",
      [widget.id],
    );
  await until(async () => (await left()).length === 0);
  expect(await left()).toEqual([]);
});

test("a widget is stopped, a visitor's data handed out, and all of it erased, the token with it", async () => {
  const widget = await makeWidget(ada);
  const visit = await begin(all.world, widget.id);
  await readAnswer(visit.say("Please keep nothing"), 202);
  await answered(visit, 1);
  await patch(widget.id, { enabled: false });
  const [row] = await all.world.rows<{ contact_id: string }>(
    "select contact_id from widget_visitors where widget_id = $1",
    [widget.id],
  );
  await all.world.rows("update sessions set authenticated_at = $1", [all.world.clock.now()]);
  const request = (json: object) =>
    readAnswer<{ id: string; receipt_token: string }>(
      ada.request("/api/v1/contact-requests", { method: "POST", json: { contact_id: row!.contact_id, ...json } }),
      201,
    );
  const { id } = await request({ kind: "export" });
  const archive = await ada.request(`/api/v1/contact-requests/${id}/archive`);
  expect(archive.status).toBe(200);
  expect(
    Buffer.from(await archive.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe("PK");
  await request({ kind: "erase", immediately: true });
  const left = () =>
    all.world.rows(
      `select 1 from contacts where id = $1 union all select 1 from widget_visitors where contact_id = $1
       union all select 1 from conversations where contact_id = $1 union all select 1 from subject_keys where subject_id = $1`,
      [row!.contact_id],
    );
  // What another job held at the first look is begun at the next one.
  await until(async () => (all.world.clock.advance(50), (await left()).length === 0));
  await patch(widget.id, { enabled: true });
  expect(await refused(visit.say("Hi"))).toBe("401 widgets.visitor_unknown");
});
