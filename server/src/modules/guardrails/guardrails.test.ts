import { afterAll, beforeAll, expect, test } from "vitest";
import { type FakeModelServer, startFakeModelServer } from "../../integrations/openai-compatible/fake.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { makeApiKey } from "../../testing/deeds/join-organization.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { makeAgent, openTalkingWorld, turnAi } from "../../testing/deeds/talk.ts";
import { until, type World } from "../../testing/world.ts";

let world: World;
let fake: FakeModelServer;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
const using = new Map<PersonWithOrganization, { model: string; authorization: string }>();
beforeAll(async () => {
  [world, fake] = await Promise.all([openTalkingWorld(), startFakeModelServer()]);
  ada = await withOrganization(await signUp(world, "Ada"));
  bob = await withOrganization(await signUp(world, "Bob"));
  for (const who of [ada, bob]) {
    await turnAi(who, true);
    const { model } = await makeAgent(who, fake);
    const { token } = await makeApiKey(who, { scopes: ["generations.write"], workspace_ids: [who.workspaceId] });
    using.set(who, { model, authorization: `Bearer ${token}` });
  }
});
afterAll(async () => {
  await world.close();
  await fake.close();
});

const send = (who: PersonWithOrganization, method: string, path: string, json?: object) =>
  who.request(`/api/v1${path}`, { method, ...(json ? { json } : {}) });
const addRule = (who: PersonWithOrganization, json: object) =>
  readAnswer<{ id: string; version: number }>(send(who, "POST", "/guardrail-rules", json), 201);
const sent = () => fake.requests.filter(({ path }) => path.endsWith("/chat/completions")).map(({ body }) => body);

/** What of a text reached the model; nothing where it was refused. */
async function reaches(who: PersonWithOrganization, text: string): Promise<string | undefined> {
  const before = sent().length;
  const { model, authorization } = using.get(who)!;
  const answer = await world.request("/v1/chat/completions", {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ model, messages: [{ role: "user", content: text }] }),
  });
  await answer.text();
  const body = sent()[before];
  return body === undefined
    ? undefined
    : (JSON.parse(body) as { messages: { content: string }[] }).messages.at(-1)!.content;
}
/** A change is heard of within a moment. */
const untilReaches = (who: PersonWithOrganization, text: string, wanted: string | undefined) =>
  until(async () => (await reaches(who, text)) === wanted);

test("a workspace's term leaves as a placeholder, its topic not at all, and in another workspace both leave as they are", async () => {
  const falcon = {
    kind: "term",
    level: "redact",
    name: "Code words",
    words: ["Projekt Falke*"],
    patterns: ["FX-\\d{4}"],
  };
  await addRule(ada, falcon);
  await addRule(ada, { kind: "topic", level: "block", name: "Merger", words: ["takeover of Umbra"] });
  await untilReaches(ada, "How is projekt falken, fx-1234?", "How is [TERM_1], [TERM_2]?");
  await untilReaches(ada, "What of the Takeover of Umbra?", undefined);
  const both = "How is projekt falken, the takeover of Umbra?";
  expect(await reaches(bob, both)).toBe(both);
});

test("a changed rule counts as changed, and a deleted one no more", async () => {
  const { id, version } = await addRule(ada, {
    kind: "claim",
    level: "block",
    name: "Cures",
    words: ["cures everything"],
  });
  await untilReaches(ada, "It cures everything", undefined);
  const change = { level: "redact", words: ["heals everything"] };
  const headers = { "if-match": `"${version}"` };
  const changed = ada.request(`/api/v1/guardrail-rules/${id}`, { method: "PATCH", json: change, headers });
  await readAnswer(changed, 200);
  await untilReaches(ada, "It heals everything", "It [CLAIM_1]");
  expect(await reaches(ada, "It cures everything")).toBe("It cures everything");
  await readAnswer(send(ada, "DELETE", `/guardrail-rules/${id}`), 204);
  await untilReaches(ada, "It heals everything", "It heals everything");
});

test.each([
  ["(a+)+$", "nested"],
  ["x*", "empty"],
  ["(", "syntax"],
])("an expression such as %s is refused as %s, with its place", async (pattern, reason) => {
  const json = { kind: "term", level: "redact", name: "Bad", patterns: ["fine", pattern] };
  const { code, facts } = await readAnswer<{ code: string; facts: object }>(
    send(ada, "POST", "/guardrail-rules", json),
    422,
  );
  expect({ code, facts }).toEqual({ code: "guardrails.pattern_refused", facts: { at: 1, reason } });
});

test("no more is taken than fits in a process's memory, in letters of any script", async () => {
  const word = (length: number, of: string) => Array.from({ length }, (_, i) => of[i % of.length]).join("");
  const manyLetters = Array.from({ length: 100 }, (_, i) => `${i}${word(96, "abcdefg")}`);
  const manySigns = Array.from({ length: 40 }, (_, i) =>
    Array.from({ length: 50 }, (_unused, j) => String.fromCodePoint(0x4e00 + i * 50 + j)).join(""),
  );
  for (const words of [manyLetters, manySigns]) {
    const answer = send(bob, "POST", "/guardrail-rules", { kind: "term", level: "redact", name: "Many", words });
    expect(await readAnswer(answer, 409)).toMatchObject({ code: "guardrails.limit_reached" });
  }
});

test("a rule that finds nothing is refused", async () => {
  for (const words of [[], ["*"], ["!?"]]) {
    const answer = send(ada, "POST", "/guardrail-rules", { kind: "term", level: "redact", name: "None", words });
    expect(await readAnswer(answer, 422)).toMatchObject({ code: "guardrails.rule_empty" });
  }
});

test("what is said to be no such thing leaves, in this workspace only, and its value is nowhere", async () => {
  const value = "Info@Example.Org";
  const made = { class: "email", value, note: "Ours, and public" };
  const { id } = await readAnswer<{ id: string }>(send(ada, "POST", "/guardrail-exceptions", made), 201);
  expect(await readAnswer(send(ada, "POST", "/guardrail-exceptions", made), 409)).toMatchObject({
    code: "guardrails.exception_known",
    facts: { exception_id: id },
  });
  await untilReaches(ada, "info@example.org, x@example.org", "info@example.org, [EMAIL_1]");
  expect(await reaches(bob, "info@example.org")).toBe("[EMAIL_1]");
  const [row] = await world.rows<{ row: string }>("select e::text as row from guardrail_exceptions e where id = $1", [
    id,
  ]);
  for (const form of [value, value.toLowerCase()]) {
    expect(row!.row).not.toContain(form);
    expect(row!.row).not.toContain(Buffer.from(form).toString("hex"));
  }
  await readAnswer(send(ada, "DELETE", `/guardrail-exceptions/${id}`), 204);
  await untilReaches(ada, "info@example.org", "[EMAIL_1]");
});

test("each class is listed with its level, and the policy's parameter that says so", async () => {
  type Listed = { data: { class: string; level: string; ruled_by: string | null }[] };
  const { data } = await readAnswer<Listed>(send(ada, "GET", "/guardrail-classes"), 200);
  expect(data.find((one) => one.class === "email")).toMatchObject({ level: "redact", ruled_by: "redaction.contact" });
  expect(data.find((one) => one.class === "term")).toMatchObject({ ruled_by: null });
});
