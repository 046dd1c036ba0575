import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { minuteMs } from "../../framework/clock.ts";
import { type FakeModelServer, startFakeModelServer } from "../../integrations/openai-compatible/fake.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { say, startConversation, type SeenAgent, type Talker, turnAi, untilOver } from "../../testing/deeds/talk.ts";
import { openWorld, until, type World } from "../../testing/world.ts";

let world: World;
let fake: FakeModelServer;
let ada: Talker;
let bob: Talker;
beforeAll(async () => {
  world = await openWorld();
  await world.work();
  ada = await withOrganization(await signUp(world, "Ada"));
  bob = await withOrganization(await signUp(world, "Bob"));
});
beforeEach(async () => {
  fake = await startFakeModelServer({ key: "sk-secret-4711", models: ["llama3.2", "org/qwen:7b"] });
});
afterEach(() => fake.close());
afterAll(() => world.close());

type Server = {
  id: string;
  name: string;
  url: string;
  has_key: boolean;
  state: string;
  detail: string | null;
  models: string[];
};
type Model = {
  id: string;
  name: string;
  sandbox: boolean;
  model_server_id: string | null;
  model_server_name: string | null;
};
const connect = (person: Talker, json: object = {}) =>
  person.request("/api/v1/model-servers", {
    method: "POST",
    json: { name: "Ours", url: fake.url, key: "sk-secret-4711", ...json },
  });
const list = async <T>(person: Talker, path: string) =>
  (await readAnswer<{ data: T[] }>(person.request(`/api/v1${path}?limit=100`), 200)).data;
const disconnect = (person: Talker, id: string) => person.request(`/api/v1/model-servers/${id}`, { method: "DELETE" });

test("a connected server offers its models at once, to its own organization only", async () => {
  const server = await readAnswer<Server>(connect(ada), 201);
  expect(server).toMatchObject({ name: "Ours", has_key: true, state: "working", detail: null });
  const mine = (await list<Model>(ada, "/models")).filter(({ model_server_id }) => model_server_id === server.id);
  expect(mine.map(({ id, name }) => [id, name])).toEqual([
    [`${server.id}/llama3.2`, "llama3.2"],
    [`${server.id}/org/qwen:7b`, "org/qwen:7b"],
  ]);
  const sandbox = { id: "sandbox", name: "Sandbox", sandbox: true, model_server_id: null, model_server_name: null };
  expect(await list<Model>(bob, "/models")).toMatchObject([sandbox]);
  expect(await list<Server>(bob, "/model-servers")).toEqual([]);
  expect(await readRefusal(disconnect(bob, server.id))).toBe("404 request.not_found");
});

test("a key is sent to its server and shown to nobody, ever; without disconnecting it cannot be had back", async () => {
  const made = await connect(ada);
  expect(await made.clone().text()).not.toContain("sk-secret-4711");
  const server = await readAnswer<Server>(made, 201);
  expect(fake.requests[0]!.headers.authorization).toBe("Bearer sk-secret-4711");
  expect(JSON.stringify(await list(ada, "/model-servers"))).not.toContain("sk-secret");
  const [row] = await world.rows<{ key: Buffer }>("select key from model_servers where id = $1", [server.id]);
  expect(row!.key.includes("sk-secret")).toBe(false);
  expect(world.logLines.join("\n")).not.toContain("sk-secret");
});

test("disconnecting destroys the key with the row; agents that used its models say so", async () => {
  await turnAi(ada, true);
  const server = await readAnswer<Server>(connect(ada), 201);
  const fields = { name: "Llama", instructions: "", model: `${server.id}/llama3.2` };
  const agent = await readAnswer<SeenAgent>(ada.request("/api/v1/agents", { method: "POST", json: fields }), 201);
  const conversation = await startConversation(ada, agent);
  expect(await untilOver(ada, (await say(ada, conversation, "Hi")).reply)).toMatchObject({ state: "complete" });
  await readAnswer(disconnect(ada, server.id), 204);
  expect(await world.rows("select 1 from model_servers where id = $1", [server.id])).toEqual([]);
  const over = await untilOver(ada, (await say(ada, conversation, "Hi again")).reply);
  expect(over).toMatchObject({ state: "failed", error: { code: "models.not_connected" } });
});

test("a server that does not answer, or refuses the key, is connected as failing and says what to do", async () => {
  const refused = await readAnswer<Server>(connect(ada, { key: "wrong" }), 201);
  expect(refused).toMatchObject({ state: "failing", models: [] });
  expect(refused.detail).toMatch(/refused the key/);
  const url = fake.url;
  await fake.close();
  const away = await readAnswer<Server>(connect(ada, { url }), 201);
  expect(away).toMatchObject({ state: "failing" });
  expect(away.detail).toMatch(/cannot be reached/);
});

test("while AI is on, each server is looked at every minute; while it is off, nothing is sent to any", async () => {
  const server = await readAnswer<Server>(connect(ada, { key: "wrong" }), 201);
  const read = async () => (await list<Server>(ada, "/model-servers")).find(({ id }) => id === server.id)!;
  await turnAi(ada, false);
  const before = fake.requests.length;
  for (let minutes = 0; minutes < 3; minutes++) {
    world.clock.advance(minuteMs + 1000);
    await new Promise((resolve) => setTimeout(resolve, 600));
  }
  expect(fake.requests.length).toBe(before);
  await turnAi(ada, true);
  world.clock.advance(minuteMs + 1000);
  await until(() => fake.requests.length > before);
  expect((await read()).state).toBe("failing");
});

test("a server that goes away keeps its models, so that agents stay as they are", async () => {
  await turnAi(ada, true);
  const server = await readAnswer<Server>(connect(ada), 201);
  await fake.close();
  world.clock.advance(minuteMs + 1000);
  const failing = await until(async () =>
    (await list<Server>(ada, "/model-servers")).find(({ id, state }) => id === server.id && state === "failing"),
  );
  expect(failing.models).toEqual(["llama3.2", "org/qwen:7b"]);
});

test.each([
  ["http://10.0.0.8:11434/v1", "private"],
  ["https://169.254.169.254/v1", "metadata"],
  ["http://example.com/v1", "not_https"],
  ["https://user:secret@example.com/v1", "credentials_in_url"],
  ["https://ollama.internal/v1", "local_name"],
])("the address %s is refused when it is saved", async (url, reason) => {
  const refused = await connect(ada, { url });
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({ code: "egress.destination_refused", facts: { reason } });
});

test("a server on this machine needs the operator's permission, and is not even asked without it", async () => {
  const strict = await openWorld({ deployment: { allowLoopbackModels: false } });
  await strict.work();
  const carol = await withOrganization(await signUp(strict, "Carol"));
  const refused = await connect(carol);
  expect(await refused.json()).toMatchObject({ code: "egress.destination_refused", facts: { reason: "loopback" } });
  expect(await strict.rows("select 1 from model_servers")).toEqual([]);
  await strict.close();
  expect(fake.requests.length).toBe(0);
});

test("members who may not connect servers can neither do so nor disconnect one, but see the models", async () => {
  const author = await joinOrganization(ada, await signUp(world, "Arthur"), "author");
  const server = await readAnswer<Server>(connect(ada), 201);
  expect(await readRefusal(connect(author))).toBe("403 request.not_allowed");
  expect(await readRefusal(disconnect(author, server.id))).toBe("403 request.not_allowed");
  expect((await list<Model>(author, "/models")).length).toBeGreaterThan(1);
});

test("models come in pages like every list", async () => {
  await readAnswer(connect(ada), 201);
  const all = await list<Model>(ada, "/models");
  const seen: Model[] = [];
  let cursor = "";
  do {
    const path = `/api/v1/models?limit=2${cursor ? `&cursor=${cursor}` : ""}`;
    const page = await readAnswer<{ data: Model[]; next_cursor: string | null }>(ada.request(path), 200);
    seen.push(...page.data);
    cursor = page.next_cursor ?? "";
  } while (cursor);
  expect(seen).toEqual(all);
});
