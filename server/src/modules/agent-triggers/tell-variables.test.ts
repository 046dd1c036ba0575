import { afterAll, beforeAll, expect, test } from "vitest";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { makeTooledAgent, untilRun } from "../../testing/deeds/run-agents.ts";
import { until } from "../../testing/world.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
let agent: { id: string };
const variables = [
  { name: "customer", required: true },
  { name: "mood", type: "choice", choices: ["kind", "dry"], value: "kind" },
];
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
  agent = await makeTooledAgent(ada, [{ name: "calculate" }], {
    instructions: "Serve {{customer}}, be {{mood}}.",
    variables,
  });
});
afterAll(() => all.world.close());

type Trigger = { id: string; variables: object; enabled: boolean; stopped_because: string | null };
const send = (method: string, json: object) => ({ method, json });
const make = (json: object) =>
  ada.request("/api/v1/agent-triggers", send("POST", { agent_id: agent.id, text: "Go.", ...json }));
const made = (json: object) => readAnswer<Trigger>(make(json), 201);
const change = (id: string, json: object) => ada.request(`/api/v1/agent-triggers/${id}`, send("PATCH", json));
const onContact = { kind: "event", event_type: "contact.created" };
const happen = (name: string) => readAnswer(ada.request("/api/v1/contacts", send("POST", { name })), 201);
const firstRun = ({ id }: Trigger) =>
  until(
    async () =>
      (await all.world.rows<{ id: string }>("select id from runs where trigger_id = $1 order by id desc", [id]))[0],
  );

test("a trigger's values stand in the instructions each time, and are kept for its person alone", async () => {
  const mara = { customer: "Mara Voss", mood: "dry" };
  const trigger = await made({ ...onContact, variables: mara });
  expect(trigger.variables).toEqual(mara);
  await happen("Grace");
  const { output } = await untilRun(ada, await firstRun(trigger), "completed");
  expect(output).toContain("Serve Mara Voss, be dry.");
  const [row] = await all.world.rows<{ variables: Buffer }>("select variables from agent_triggers where id = $1", [
    trigger.id,
  ]);
  expect(row!.variables.includes("Mara")).toBe(false);
  const { data } = await readAnswer<{ data: Trigger[] }>(all.bob.request("/api/v1/agent-triggers"), 200);
  expect(data).toEqual([]);
  const changed = await readAnswer<Trigger>(change(trigger.id, { variables: { customer: "Otto" } }), 200);
  expect(changed.variables).toEqual({ customer: "Otto" });
  await readAnswer(ada.request(`/api/v1/agent-triggers/${trigger.id}`, { method: "DELETE" }), 204);
});

test("a trigger without a value that is required, or with one of another kind, is refused before it begins anything", async () => {
  expect(await readRefusal(make(onContact))).toBe("422 agents.variable_missing");
  expect(await readRefusal(make({ ...onContact, variables: { customer: " " } }))).toBe("422 agents.variable_missing");
  const rude = { customer: "Mara", mood: "rude" };
  expect(await readRefusal(make({ ...onContact, variables: rude }))).toBe("422 agents.variable_wrong");
  const trigger = await made({ ...onContact, enabled: false, variables: { customer: "Mara" } });
  expect(await readRefusal(change(trigger.id, { variables: {} }))).toBe("422 agents.variable_missing");
  expect(await readRefusal(change(trigger.id, { variables: rude }))).toBe("422 agents.variable_wrong");
});

test("once a version wants to know more, a trigger is switched off until it is told", async () => {
  const trigger = await made({ ...onContact, variables: { customer: "Mara" } });
  const tools = [{ name: "calculate" }];
  const more = { tools, variables: [...variables, { name: "tone", required: true }] };
  const path = `/api/v1/agents/${agent.id}`;
  await readAnswer(ada.request(path, send("PATCH", { settings: more })), 200);
  const { data } = await readAnswer<{ data: object[] }>(ada.request(`${path}/variables`), 200);
  expect(data).toHaveLength(3);
  await happen("Ida");
  const stopped = () =>
    all.world.rows<Trigger>("select enabled, stopped_because from agent_triggers where id = $1 and not enabled", [
      trigger.id,
    ]);
  expect(await until(async () => (await stopped())[0])).toMatchObject({ stopped_because: "agents.variable_missing" });
  expect(await readRefusal(change(trigger.id, { enabled: true }))).toBe("422 agents.variable_missing");
  const told = { enabled: true, variables: { customer: "Mara", tone: "warm" } };
  expect(await readAnswer(change(trigger.id, told), 200)).toMatchObject({ enabled: true, stopped_because: null });
  await happen("Ole");
  await untilRun(ada, await firstRun(trigger), "completed");
});
