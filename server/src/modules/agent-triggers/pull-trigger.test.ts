import { afterAll, beforeAll, expect, test } from "vitest";
import { hourMs, minuteMs } from "../../framework/clock.ts";
import { enqueue } from "../../framework/jobs/jobs.ts";
import { inScope, proveScope } from "../../framework/database/tenant.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { type Person, type PersonWithOrganization, signUp, untilIdle, withOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { makeTooledAgent, readRun, untilRun } from "../../testing/deeds/run-agents.ts";
import { turnAi } from "../../testing/deeds/talk.ts";
import { until } from "../../testing/world.ts";
import { pullByEvent } from "./pull-by-event.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
let agent: { id: string };
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
  agent = await makeTooledAgent(ada, [{ name: "calculate" }]);
});
afterAll(() => all.world.close());

type Trigger = { id: string; next_at: string | null; enabled: boolean; stopped_because: string | null };
type Asked = Pick<Person, "request">;
const post = (json: object) => ({ method: "POST", json });
const make = (person: Asked, json: object) =>
  readAnswer<Trigger>(
    person.request("/api/v1/agent-triggers", post({ agent_id: agent.id, text: "Go.", ...json })),
    201,
  );
const daily = { kind: "schedule", cron: "30 2 * * *", time_zone: "Europe/Berlin" };
const read = async (person: Asked, id: string) => {
  const { data } = await readAnswer<{ data: Trigger[] }>(person.request("/api/v1/agent-triggers"), 200);
  return data.find((one) => one.id === id)!;
};
type Row = { id: string; user_id: string; trigger: string; agent_id: string };
const runsOf = ({ id }: { id: string }) =>
  all.world.rows<Row>("select id, user_id, trigger, agent_id from runs where trigger_id = $1 order by id", [id]);
/** Moves the clock there, and waits until what is due then has begun. */
const goTo = async (instant: string) => {
  // Whoever is signed in stays so, however far that is.
  await all.world.rows("update sessions set idle_expires_at = '2039-01-01', expires_at = '2039-01-01'");
  all.world.clock.advance(Date.parse(instant) - all.world.clock.now().getTime());
  await all.world.rows("update job_schedules set next_at = $1 where name = 'agent_triggers.pull_due'", [
    all.world.clock.now(),
  ]);
  const due = "select 1 from agent_triggers where enabled and next_at <= $1";
  await until(async () => (await all.world.rows(due, [all.world.clock.now()])).length === 0);
  await untilIdle(all.world, "runs.");
};

test("a schedule begins a run as the clocks of its zone show it, once on the nights when they change and once for what was missed", async () => {
  await goTo("2027-03-27T00:00:00Z");
  const trigger = await make(ada, daily);
  expect(trigger.next_at).toBe("2027-03-27T01:30:00.000Z");
  await goTo("2027-03-27T01:30:00Z");
  const [run] = await runsOf(trigger);
  expect(run).toMatchObject({ user_id: ada.userId, trigger: "schedule", agent_id: agent.id });
  expect(await untilRun(ada, run!, "completed")).toMatchObject({ output: expect.stringContaining("Go.") as string });
  // Clocks go from 2 to 3 on the 28th: half past two is left out, and counts as what comes after it.
  expect((await read(ada, trigger.id)).next_at).toBe("2027-03-28T01:00:00.000Z");
  await goTo("2027-03-28T01:00:00Z");
  expect(await runsOf(trigger)).toHaveLength(2);
  expect((await read(ada, trigger.id)).next_at).toBe("2027-03-29T00:30:00.000Z");
  // Nobody looked for months.
  await goTo("2027-10-31T00:30:00Z");
  expect(await runsOf(trigger)).toHaveLength(3);
  // Clocks went from 3 to 2 that night: half past two comes twice, and is due once.
  expect((await read(ada, trigger.id)).next_at).toBe("2027-11-01T01:30:00.000Z");
});

test("an event begins a run for whoever waits for it, in their workspace only, told its type and ids and no more", async () => {
  const mine = await make(ada, { kind: "event", event_type: "contact.created" });
  const off = await make(ada, { kind: "event", event_type: "contact.created", enabled: false });
  const contact = async (person: PersonWithOrganization, name: string) =>
    readAnswer<{ id: string }>(person.request("/api/v1/contacts", post({ name })), 201);
  await contact(all.bob, "Somebody elsewhere");
  const { id } = await contact(ada, "Grace Hopper");
  const [run] = await until(async () => {
    const found = await runsOf(mine);
    return found.length > 0 && found;
  });
  const { output } = await untilRun(ada, run!, "completed");
  expect(output).toContain(`contact.created {"contact_id":"${id}"`);
  expect(output).not.toContain("Grace");
  await untilIdle(all.world, "on.");
  expect([await runsOf(mine), await runsOf(off)].map((found) => found.length)).toEqual([1, 0]);
  // Whoever was killed after the run had begun comes again.
  const [event] = await all.world.rows<{ id: string }>("select id from events where facts ->> 'contact_id' = $1", [id]);
  await inScope(all.world.app.database, proveScope(ada), (db) =>
    enqueue(db, pullByEvent, { event_id: event!.id }, all.world.clock.now()),
  );
  await untilIdle(all.world, "on.");
  expect(await runsOf(mine)).toHaveLength(1);
  await readAnswer(ada.request(`/api/v1/agent-triggers/${mine.id}`, { method: "DELETE" }), 204);
});

test("one job begins what many events ask for, each once, however often it comes again", async () => {
  const bea = await withOrganization(await signUp(all.world, "Bea"));
  await turnAi(bea, true);
  const { id: agent_id } = await makeTooledAgent(bea, []);
  const trigger = await make(bea, { kind: "event", event_type: "contact.created", agent_id, enabled: false });
  for (let at = 0; at < 12; at++)
    await readAnswer(bea.request("/api/v1/contacts", post({ name: `Contact ${at}` })), 201);
  await untilIdle(all.world, "on.");
  // As one that was on all the time, and of which nothing was seen to yet.
  await all.world.rows("update agent_triggers set enabled = true, last_sequence = 0 where id = $1", [trigger.id]);
  for (let time = 0; time < 2; time++) {
    await inScope(all.world.app.database, proveScope(bea), (db) =>
      enqueue(db, pullByEvent, { event_id: "" }, all.world.clock.now()),
    );
    await untilIdle(all.world, "on.");
    expect(await runsOf(trigger)).toHaveLength(12);
  }
  const told = await all.world.rows<{ id: string }>(
    "select facts ->> 'contact_id' as id from events where organization_id = $1 and type = 'contact.created'",
    [bea.organizationId],
  );
  const outputs: string[] = [];
  for (const run of await runsOf(trigger)) outputs.push((await untilRun(bea, run, "completed")).output ?? "");
  for (const { id } of told) expect(outputs.filter((output) => output.includes(id))).toHaveLength(1);
});

test("what happened before a trigger was made, or while it was off, begins nothing", async () => {
  const bea = await withOrganization(await signUp(all.world, "Bea"));
  await turnAi(bea, true);
  const { id: agent_id } = await makeTooledAgent(bea, []);
  const happen = (name: string) => readAnswer(bea.request("/api/v1/contacts", post({ name })), 201);
  await happen("Before");
  const trigger = await make(bea, { kind: "event", event_type: "contact.created", agent_id });
  const turn = (enabled: boolean) =>
    readAnswer(bea.request(`/api/v1/agent-triggers/${trigger.id}`, { method: "PATCH", json: { enabled } }), 200);
  await turn(false);
  await happen("While it was off");
  await turn(true);
  await untilIdle(all.world, "on.");
  expect(await runsOf(trigger)).toEqual([]);
  await happen("Now");
  await until(async () => (await runsOf(trigger)).length === 1);
});

test("an event that nothing may begin with leaves no work behind for triggers", async () => {
  const vic = await withOrganization(await signUp(all.world, "Victor"));
  const { id } = await makeTooledAgent(vic, []);
  await readAnswer(vic.request(`/api/v1/agents/${id}/publish`, post({})), 200);
  const lanes = async () =>
    (await all.world.rows<{ queue: string }>("select queue from job_lanes where lane = $1", [vic.workspaceId])).map(
      ({ queue }) => queue,
    );
  expect(await lanes()).toContain("webhooks.publish");
  expect(await lanes()).not.toContain(pullByEvent.name);
  await readAnswer(vic.request("/api/v1/contacts", post({ name: "Grace Hopper" })), 201);
  expect(await lanes()).toContain(pullByEvent.name);
});

test("it does what its person may at that moment: once they may not, it is switched off and says why", async () => {
  const gus = await joinOrganization(ada, await signUp(all.world, "Gus"), "editor");
  const trigger = await make(gus, { ...daily, cron: "0 * * * *" });
  await readAnswer(ada.request(`/api/v1/members/${gus.userId}`, { method: "PATCH", json: { role: "guest" } }), 200);
  await goTo(new Date(all.world.clock.now().getTime() + hourMs).toISOString());
  type Stopped = { enabled: boolean; stopped_because: string };
  const stopped = () =>
    all.world.rows<Stopped>("select enabled, stopped_because from agent_triggers where id = $1", [trigger.id]);
  expect(await stopped()).toEqual([{ enabled: false, stopped_because: "request.not_allowed" }]);
  expect(await runsOf(trigger)).toEqual([]);
});

test("nobody sees or moves another's trigger, and one that names no time or event is refused", async () => {
  const trigger = await make(ada, daily);
  const eve = await joinOrganization(ada, await signUp(all.world, "Eve"), "admin");
  for (const other of [all.bob, eve]) {
    expect(await read(other, trigger.id)).toBeUndefined();
    const changed = other.request(`/api/v1/agent-triggers/${trigger.id}`, { method: "PATCH", json: { text: "Mine" } });
    expect((await changed).status).toBe(404);
  }
  const refused = async (json: object) =>
    (await ada.request("/api/v1/agent-triggers", post({ agent_id: agent.id, text: "Go.", ...json }))).status;
  for (const wrong of [
    { ...daily, cron: "0 0 30 2 *" },
    { ...daily, cron: "* * * * * *" },
    { ...daily, cron: "2027-12-01T00:00:00" },
    { ...daily, time_zone: "Berlin" },
    { kind: "event", event_type: "run.ended" },
  ])
    expect([wrong, await refused(wrong)]).toEqual([wrong, 422]);
});

test("a run that is still under way is not joined by the next, and a flood is cut off", async () => {
  const asking = await makeTooledAgent(ada, [{ name: "calculate", approval: "always" }]);
  const text = 'call: calculate {"expression":"1+1"}';
  const each = { ...daily, cron: "* * * * *", agent_id: asking.id, text };
  const slow = await make(ada, each);
  for (let minute = 0; minute < 3; minute++)
    await goTo(new Date(all.world.clock.now().getTime() + minuteMs).toISOString());
  const [only, ...more] = await runsOf(slow);
  expect(more).toEqual([]);
  expect(await readRun(ada, only!)).toMatchObject({ state: "awaiting_approval" });
  const loop = await make(ada, { kind: "event", event_type: "contact.created" });
  const happen = (name: string) => readAnswer(ada.request("/api/v1/contacts", post({ name })), 201);
  await happen("Once");
  const [first] = await until(async () => {
    const found = await runsOf(loop);
    return found.length > 0 && found;
  });
  await untilRun(ada, first!, "completed");
  await all.world.rows(
    `insert into runs select (jsonb_populate_record(r, jsonb_build_object('id', 'run_' || n))).* from runs r, generate_series(1, 58) n where r.id = $1`,
    [first!.id],
  );
  await happen("The sixtieth");
  await until(async () => (await runsOf(loop)).length === 60);
  await happen("One too many");
  await untilIdle(all.world, "on.");
  expect(await runsOf(loop)).toHaveLength(60);
});
