import { afterAll, beforeAll, expect, test } from "vitest";
import type { FakeModelServer } from "../integrations/openai-compatible/fake.ts";
import { signUp, withOrganization } from "../testing/people.ts";
import { readAnswer } from "../testing/read-answer.ts";
import { makeAgent, openAnsweringWorld, type Talker } from "../testing/deeds/talk.ts";
import { until, type World } from "../testing/world.ts";
import { refuseContact } from "./check-contact.ts";

let world: World;
let fake: FakeModelServer;
let ada: Talker;
let model: string;
beforeAll(async () => {
  ({ world, fake, ada } = await openAnsweringWorld());
  model = (await makeAgent(ada, fake)).model;
});
afterAll(async () => {
  await world.close();
  await fake.close();
});

const post = <T>(path: string, json: object, status = 201) =>
  readAnswer<T>(ada.request(`/api/v1${path}`, { method: "POST", json }), status);
const makeContact = async (age_state = "unknown") => (await post<{ id: string }>("/contacts", { age_state })).id;

type Path = "chat/completions" | "embeddings" | "images/generations" | "moderations" | "responses";
const contents: Record<Path, object> = {
  "chat/completions": { messages: [{ role: "user", content: "Hello" }] },
  responses: { input: "Hello" },
  embeddings: { input: "Hello" },
  "images/generations": { prompt: "Hello" },
  moderations: { input: "Hello" },
};

type Asked = { path?: Path; stream?: true; model?: string };

async function ask(contact_id: string, { path = "chat/completions", stream, model: of = model }: Asked = {}) {
  const { token } = await post<{ token: string }>("/api-keys", {
    name: "Caller",
    scopes: ["generations.write"],
    workspace_ids: [ada.workspaceId],
  });
  return world.request(`/v1/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ model: of, contact_id, ...(stream && { stream }), ...contents[path] }),
  });
}
const codeOf = async (contact: string, path?: Path) =>
  ((await (await ask(contact, path && { path })).json()) as { error: { code: string } }).error.code;

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

test.each(Object.keys(contents) as Path[])(
  "/v1/%s asks for consent and age, and sends nothing without",
  async (path) => {
    const before = fake.requests.length;
    const [stranger, minor, former] = [await makeContact(), await makeContact("minor"), await makeContact()];
    for (const one of [minor, former]) await post(`/contacts/${one}/consents/give`, { purpose: "ai" });
    await post(`/contacts/${former}/consents/withdraw`, { purpose: "ai" });
    const answer = await ask(stranger, { path });
    expect(answer.status).toBe(409);
    const codes = [await codeOf(stranger, path), await codeOf(minor, path), await codeOf(former, path)];
    expect(codes).toEqual(["egress.consent_missing", "egress.age_refused", "egress.consent_missing"]);
    expect(fake.requests.length).toBe(before);
  },
);

test("what is asked for later is refused at once without consent, and refused again when it runs", async () => {
  const contact = await makeContact();
  const wanted = { model, contact_id: contact, messages: [{ role: "user", content: "Hello" }] };
  expect((await post<{ code: string }>("/generations", wanted, 409)).code).toBe("egress.consent_missing");
  await post(`/contacts/${contact}/consents/give`, { purpose: "ai" });
  const { id } = await post<{ id: string }>("/generations", wanted, 202);
  await post(`/contacts/${contact}/consents/withdraw`, { purpose: "ai" });
  const before = fake.requests.length;
  const worker = await world.work();
  type Queued = { state: string; error: { code: string } | null };
  const look = () => readAnswer<Queued>(ada.request(`/api/v1/generations/${id}`), 200);
  const ended = await until(async () => ((await look()).state === "failed" ? look() : undefined));
  await worker.stop(0);
  expect(ended.error?.code).toBe("egress.consent_missing");
  expect(fake.requests.length).toBe(before);
});

test("a talk about a contact needs their consent for each answer, and goes with them", async () => {
  const contact = await makeContact();
  const { id: agent_id } = await makeAgent(ada, fake);
  const { id } = await post<{ id: string }>("/conversations", { agent_id, contact_id: contact });
  const say = (status: number) => post<{ code: string }>(`/conversations/${id}/messages`, { text: "Hi" }, status);
  expect((await say(409)).code).toBe("egress.consent_missing");
  await post(`/contacts/${contact}/consents/give`, { purpose: "ai" });
  await say(202);
  await readAnswer(ada.request(`/api/v1/contacts/${contact}`, { method: "DELETE" }), 204);
  const worker = await world.work();
  await until(async () => (await world.rows("select 1 from conversations where id = $1", [id])).length === 0);
  await worker.stop(0);
});

const waiting = `select 1 from pg_locks w where not w.granted and exists (select 1 from pg_locks r where r.pid = w.pid
  and r.locktype = 'relation' and r.database = (select oid from pg_database where datname = current_database()))`;

test("a contact that goes between the question and the record gives a no, not a fault, and nothing is sent", async () => {
  for (const one of [model, "sandbox"]) {
    const [contact, before] = [await makeContact(), fake.requests.length];
    await post(`/contacts/${contact}/consents/give`, { purpose: "ai" });
    const other = await world.owner.connect();
    await other.query("begin");
    await other.query("delete from contacts where id = $1", [contact]);
    const asked = ask(contact, { model: one });
    await until(async () => (await world.rows(waiting)).length > 0);
    await other.query("commit");
    other.release();
    const answer = await asked;
    expect([answer.status, await answer.json()]).toMatchObject([409, { error: { code: "egress.consent_missing" } }]);
    expect(fake.requests.length).toBe(before);
    expect(await world.rows("select 1 from contact_generations where contact_id = $1", [contact])).toEqual([]);
  }
});

test("a call about a contact is found by them, moves with a merge and back, and its link goes with them", async () => {
  const [contact, into] = [await makeContact(), await makeContact()];
  await post(`/contacts/${contact}/consents/give`, { purpose: "ai" });
  await (await ask(contact)).text();
  type Page = { data: { id: string; contact_id: string | null }[] };
  const about = (id: string) => readAnswer<Page>(ada.request(`/api/v1/generations?contact_id=${id}`), 200);
  const [call] = (await about(contact)).data;
  expect(call?.contact_id).toBe(contact);
  type Merged = { merges: { id: string }[] };
  const { merges } = await post<Merged>(`/contacts/${into}/merge`, { other_id: contact }, 200);
  expect((await about(into)).data.map(({ id }) => id)).toEqual([call?.id]);
  await post(`/contact-merges/${merges[0]?.id}/split`, {});
  expect((await about(contact)).data.map(({ id }) => id)).toEqual([call?.id]);
  await readAnswer(ada.request(`/api/v1/contacts/${contact}`, { method: "DELETE" }), 204);
  expect(await about(contact)).toMatchObject({ data: [] });
  const [kept] = await world.rows("select state from generations where id = $1", [call?.id]);
  expect(kept).toEqual({ state: "completed" });
});

test("consent that is taken back ends what is running within a second, and refuses what comes after", async () => {
  const contact = await makeContact();
  await post(`/contacts/${contact}/consents/give`, { purpose: "ai" });
  fake.next({ kind: "answer", words: Array.from({ length: 200 }, (_, i) => `word${i} `), paceMs: 50 });
  const answer = await ask(contact, { stream: true });
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
