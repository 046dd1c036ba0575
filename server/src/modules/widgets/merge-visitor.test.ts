import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs } from "../../framework/clock.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { type PersonWithOrganization, untilIdle } from "../../testing/people.ts";
import { readZip } from "../../privacy/testing/read-zip.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { begin, makeWidget } from "../../testing/deeds/visit-widget.ts";
import { until } from "../../testing/world.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
  await all.world.work();
});
afterAll(() => all.world.close());

type Seen = { id: string; merges: { id: string }[] };
const post = (path: string, json: object, status = 200) =>
  readAnswer<Seen>(ada.request(`/api/v1${path}`, { method: "POST", json }), status);
const rowOf = async (widgetId: string) =>
  (
    await all.world.rows<{ contact_id: string; conversation_id: string }>(
      "select contact_id, conversation_id from widget_visitors where widget_id = $1",
      [widgetId],
    )
  )[0]!;
const countOf = async (sql: string, ...values: unknown[]) => (await all.world.rows(sql, values)).length;
const contactOf = async (conversationId: string) =>
  (
    await all.world.rows<{ contact_id: string }>("select contact_id from conversations where id = $1", [conversationId])
  )[0]?.contact_id;

/** Somebody who wrote in a widget, and whom a member takes for a contact they know. */
async function mergeVisitor(settings: object = {}) {
  const widget = await makeWidget(ada, settings);
  const visit = await begin(all.world, widget.id);
  await readAnswer(visit.say("I was there before"), 202);
  const row = await rowOf(widget.id);
  const known = await post("/contacts", { name: "Grace Hopper" }, 201);
  const merged = await post(`/contacts/${known.id}/merge`, { other_id: row.contact_id });
  await until(async () => (await contactOf(row.conversation_id)) === known.id);
  return { widget, visit, known, merge: merged.merges[0]!, was: row.contact_id, conversation: row.conversation_id };
}

test("a visitor who is made one with a contact writes on, and is erased with that contact", async () => {
  const { widget, visit, known, conversation } = await mergeVisitor();
  expect((await rowOf(widget.id)).contact_id).toBe(known.id);
  await untilIdle(all.world);
  await readAnswer(visit.say("And again"), 202);
  await untilIdle(all.world);
  await all.world.rows("update sessions set authenticated_at = $1", [all.world.clock.now()]);
  await post("/contact-requests", { contact_id: known.id, kind: "erase", immediately: true }, 201);
  const left = () =>
    countOf(
      `select 1 from contacts where id = $1 union all select 1 from widget_visitors where contact_id = $1
       union all select 1 from conversations where id = $2 union all select 1 from messages where conversation_id = $2`,
      known.id,
      conversation,
    );
  await until(async () => (all.world.clock.advance(50), (await left()) === 0));
  expect(await readRefusal(visit.say("Hi"))).toBe("401 widgets.visitor_unknown");
});

test("a visitor who leaves takes what they said and their id along, and never the contact that they became part of", async () => {
  const { widget, visit, known, conversation } = await mergeVisitor();
  await untilIdle(all.world);
  expect((await visit.leave()).status).toBe(204);
  expect(await countOf("select 1 from widget_visitors where widget_id = $1", widget.id)).toBe(0);
  expect(await countOf("select 1 from messages where conversation_id = $1", conversation)).toBe(0);
  expect(await contactOf(conversation)).toBeUndefined();
  expect(await countOf("select 1 from contact_identities where contact_id = $1", known.id)).toBe(0);
  expect(await countOf("select 1 from contacts where id = $1", known.id)).toBe(1);
  expect(await readRefusal(visit.leave())).toBe("401 widgets.visitor_unknown");
});

test("a visitor who was not there for as long as the widget says is forgotten, and the contact stays", async () => {
  const { widget, known, conversation } = await mergeVisitor({ keep_days: 2 });
  all.world.clock.advance(2 * dayMs + 1);
  await all.world.rows("update job_schedules set next_at = '2020-01-01' where name = 'widgets.forget_visitors'");
  await until(async () => (await countOf("select 1 from widget_visitors where widget_id = $1", widget.id)) === 0);
  expect(await contactOf(conversation)).toBeUndefined();
  expect(await countOf("select 1 from contacts where id = $1", known.id)).toBe(1);
});

test("told apart again a visitor is who they were, with what they said, and leaves whole", async () => {
  await all.world.rows("update sessions set idle_expires_at = '2039-01-01', expires_at = '2039-01-01'");
  const { widget, visit, known, merge, was, conversation } = await mergeVisitor();
  await post(`/contact-merges/${merge.id}/split`, {}, 201);
  expect((await rowOf(widget.id)).contact_id).toBe(was);
  await until(async () => (await contactOf(conversation)) === was);
  await untilIdle(all.world);
  expect((await visit.leave()).status).toBe(204);
  expect(await countOf("select 1 from contacts where id = $1", was)).toBe(0);
  expect(await countOf("select 1 from contacts where id = $1", known.id)).toBe(1);
});

test("what a visitor said stands in the export of the contact that they became, conversation and answers too", async () => {
  await all.world.rows("update sessions set idle_expires_at = '2039-01-01', expires_at = '2039-01-01'");
  const { known, visit, conversation } = await mergeVisitor();
  await untilIdle(all.world);
  await readAnswer(visit.say("And after we were introduced"), 202);
  await untilIdle(all.world);
  await all.world.rows("update sessions set authenticated_at = $1", [all.world.clock.now()]);
  const { id } = await post("/contact-requests", { contact_id: known.id, kind: "export" }, 201);
  const archive = await ada.request(`/api/v1/contact-requests/${id}/archive`);
  const files = await readZip(Buffer.from(await archive.arrayBuffer()));
  const exported = [...files].map(([name, bytes]) => `${name}\n${bytes}`).join("\n");
  expect(exported).toContain("Grace Hopper");
  expect(exported).toContain(conversation);
  for (const said of ["I was there before", "And after we were introduced"]) expect(exported).toContain(said);
  const answers = await all.world.rows<{ id: string }>(
    "select id from messages where conversation_id = $1 and role = 'assistant'",
    [conversation],
  );
  expect(answers).toHaveLength(2);
  for (const answer of answers) expect(exported).toContain(answer.id);
});

test("a visitor's conversation is told no values, before the visitor became a contact and after", async () => {
  const tell = (id: string) =>
    ada.request(`/api/v1/conversations/${id}`, { method: "PATCH", json: { variables: { customer: "Grace" } } });
  const widget = await makeWidget(ada);
  await begin(all.world, widget.id);
  expect(await readRefusal(tell((await rowOf(widget.id)).conversation_id))).toBe("409 conversations.visitors_only");
  const { conversation } = await mergeVisitor();
  expect(await readRefusal(tell(conversation))).toBe("409 conversations.visitors_only");
});
