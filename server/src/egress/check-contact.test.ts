import { afterAll, beforeAll, expect, test } from "vitest";
import { type FakeModelServer, startFakeModelServer } from "../integrations/openai-compatible/fake.ts";
import { signUp, withOrganization } from "../testing/people.ts";
import { readAnswer } from "../testing/read-answer.ts";
import { makeAgent, type Talker, turnAi } from "../testing/talk.ts";
import { openWorld, until, type World } from "../testing/world.ts";
import { refuseContact } from "./check-contact.ts";

let world: World;
let fake: FakeModelServer;
let ada: Talker;
let model: string;
beforeAll(async () => {
  [world, fake] = await Promise.all([openWorld(), startFakeModelServer()]);
  ada = await withOrganization(await signUp(world, "Ada"));
  await turnAi(ada, true);
  model = (await makeAgent(ada, fake)).model;
});
afterAll(async () => {
  await world.close();
  await fake.close();
});

const post = <T>(path: string, json: object, status = 201) =>
  readAnswer<T>(ada.request(`/api/v1${path}`, { method: "POST", json }), status);
const makeContact = async (age_state = "unknown") => (await post<{ id: string }>("/contacts", { age_state })).id;

async function ask(contact_id: string, stream = false) {
  const { token } = await post<{ token: string }>("/api-keys", {
    name: "Caller",
    scopes: ["generations.write"],
    workspace_ids: [ada.workspaceId],
  });
  return world.request("/v1/chat/completions", {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ model, contact_id, stream, messages: [{ role: "user", content: "Hello" }] }),
  });
}
const codeOf = async (contact: string) =>
  ((await (await ask(contact)).json()) as { error: { code: string } }).error.code;

test("nothing about a contact is sent without their consent, nor about one of another workspace, nor a minor", async () => {
  const before = fake.requests.length;
  const [stranger, minor] = [await makeContact(), await makeContact("minor")];
  await post(`/contacts/${minor}/consents/give`, { purpose: "ai" });
  await post(`/contacts/${stranger}/consents/give`, { purpose: "marketing" });
  const bob = await withOrganization(await signUp(world, "Bob"));
  const theirs = bob.request("/api/v1/contacts", { method: "POST", json: {} });
  const { id: other } = await readAnswer<{ id: string }>(theirs, 201);
  await readAnswer(
    bob.request(`/api/v1/contacts/${other}/consents/give`, { method: "POST", json: { purpose: "ai" } }),
    201,
  );
  expect([await codeOf(stranger), await codeOf(minor), await codeOf(other)]).toEqual([
    "egress.consent_missing",
    "egress.age_refused",
    "egress.consent_missing",
  ]);
  expect(fake.requests.length).toBe(before);
});

test("consent that is taken back ends what is running within a second, and refuses what comes after", async () => {
  const contact = await makeContact();
  await post(`/contacts/${contact}/consents/give`, { purpose: "ai" });
  fake.next({ kind: "answer", words: Array.from({ length: 200 }, (_, i) => `word${i} `), paceMs: 50 });
  const answer = await ask(contact, true);
  expect(answer.status).toBe(200);
  const text = answer.text();
  await until(async () => fake.requests.length > 0);
  await post(`/contacts/${contact}/consents/withdraw`, { purpose: "ai" });
  const withdrawnAt = performance.now();
  expect(await text).toContain("egress.consent_missing");
  expect(performance.now() - withdrawnAt).toBeLessThan(1500);
  expect(await codeOf(contact)).toBe("egress.consent_missing");
});

test.each([
  ["unknown", 18, "egress.age_refused"],
  ["declared_adult", 18, undefined],
  ["declared_adult", 21, "egress.age_refused"],
  ["verified_adult", 21, undefined],
] as const)("where age matters, %s from %i years on gives %s", (age, least, code) => {
  const judge = () => refuseContact({ age, hasAgreed: true }, least);
  if (code) expect(judge).toThrow(expect.objectContaining({ code }));
  else expect(judge).not.toThrow();
});
