import { afterAll, beforeAll, expect, test } from "vitest";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { findApproval, makeTooledAgent, type SeenRun, untilRun } from "../../testing/deeds/run-agents.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
});
afterAll(() => all.world.close());

type Made = { id: string };
const post = <T>(path: string, json: object, status = 201, person = ada) =>
  readAnswer<T>(person.request(`/api/v1${path}`, { method: "POST", json }), status);
const makeContact = async (more: object = {}) => (await post<Made>("/contacts", { name: "Greta", ...more })).id;
const consent = (id: string, verb: "give" | "withdraw") => post(`/contacts/${id}/consents/${verb}`, { purpose: "ai" });
const ask = 'call: calculate {"expression":"1+1"}';
const makeAsking = (more: object = {}) =>
  makeTooledAgent(ada, [{ name: "calculate", approval: "always" }], { ...more });
const begin = (agent: Made, contact_id: string, status = 202) =>
  post<SeenRun & { code?: string }>("/runs", { agent_id: agent.id, text: ask, contact_id }, status);
const approve = async (run: SeenRun) => {
  const waiting = await untilRun(ada, run, "awaiting_approval");
  const { id, hash } = await findApproval(ada, waiting.trace[0]!.calls[0]!.approval_id!);
  await post(`/approvals/${id}/approve`, { hash }, 200);
};

test("a run about a contact begins with their consent only, and goes no further once they take it back", async () => {
  const [agent, contact] = [await makeAsking(), await makeContact()];
  expect(await begin(agent, contact, 409)).toMatchObject({ code: "egress.consent_missing" });
  await consent(contact, "give");
  const run = await begin(agent, contact);
  await untilRun(ada, run, "awaiting_approval");
  await consent(contact, "withdraw");
  await approve(run);
  expect(await untilRun(ada, run, "failed")).toMatchObject({ reason: "egress.consent_missing", steps: 2 });
});

test("an agent for adults asks a contact's age, one for everyone does not", async () => {
  const contact = await makeContact();
  await consent(contact, "give");
  const everyone = await begin(await makeAsking(), contact);
  await approve(everyone);
  await untilRun(ada, everyone, "completed");
  const adults = await makeAsking();
  const json = { rating: "adults" };
  await readAnswer(ada.request(`/api/v1/agents/${adults.id}`, { method: "PATCH", json }), 200);
  const run = await begin(adults, contact);
  expect(await untilRun(ada, run, "failed")).toMatchObject({ reason: "egress.age_refused" });
});

test("another workspace's contact is nobody a run can be about", async () => {
  const theirs = (await post<Made>("/contacts", { name: "Hedy" }, 201, all.bob)).id;
  expect(await begin(await makeAsking(), theirs, 404)).toMatchObject({ code: "request.not_found" });
});
