// Long because all that OpenAI's client may ask is asked of one world, which takes longest to open.
import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FakeModelServer } from "../../integrations/openai-compatible/fake.ts";
import { sandboxNotice } from "../../integrations/sandbox/write-answer.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { signUp, withOrganization } from "../../testing/people.ts";
import { makeAgent, openAnsweringWorld, type SeenAgent, type Talker, turnAi } from "../../testing/deeds/talk.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { until, type World } from "../../testing/world.ts";

let world: World;
let fake: FakeModelServer;
let ada: Talker;
let bob: Talker;
let agent: SeenAgent;
let model: string;
let client: OpenAI;
beforeAll(async () => {
  ({ world, fake, ada } = await openAnsweringWorld());
  bob = await withOrganization(await signUp(world, "Bob"));
  await turnAi(bob, true);
  agent = await makeAgent(ada, fake, "Be brief.");
  model = agent.model;
  client = await openClient(ada);
});
afterAll(async () => {
  await world.close();
  await fake.close();
});

/** OpenAI's own client, with a key of this person's, pointed at this world and otherwise as it comes. */
async function openClient(
  person: Talker,
  options: { scopes?: string[]; workspace_ids?: string[]; agent_ids?: string[]; project?: string } = {},
): Promise<OpenAI> {
  const { scopes = ["generations.write", "models.read"], workspace_ids = [person.workspaceId] } = options;
  const { agent_ids = [], project = null } = options;
  const json = { name: "Test", scopes, workspace_ids, agent_ids };
  const made = person.request("/api/v1/api-keys", { method: "POST", json });
  const { token } = await readAnswer<{ token: string }>(made, 201);
  return clientWith(token, project);
}

const clientWith = (apiKey: string, project: string | null = null) =>
  new OpenAI({
    apiKey,
    project,
    baseURL: "http://avow.test/v1",
    maxRetries: 0,
    fetch: (url, init) => {
      world.clock.advance(1); // it stands still otherwise, and which call was last could not be told
      return world.request(new URL(url instanceof Request ? url.url : url).pathname, init);
    },
  });

const say = (content: string) => [{ role: "user" as const, content }];
const failureOf = (asked: PromiseLike<unknown>) =>
  Promise.resolve(asked).then(
    () => "nothing failed",
    (error: unknown) => (error instanceof OpenAI.APIError ? `${error.status} ${error.code}` : error),
  );
const lastGeneration = async () =>
  (await world.rows<Record<string, unknown>>("select * from generations order by id desc limit 1"))[0]!;
const lastBody = () => JSON.parse(fake.requests.at(-1)!.body) as Record<string, unknown>;

test("the list of models names the sandbox and what is connected", async () => {
  const ids = (await client.models.list()).data.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(["sandbox", "sandbox/embedding", model]));
});

describe("a chat completion", () => {
  test("comes whole, and is on record with who asked", async () => {
    const answer = await client.chat.completions.create({ model, messages: say("Hello there") });
    expect(answer.choices[0]).toMatchObject({ finish_reason: "stop", message: { content: "Echo: Hello there" } });
    expect(answer.usage).toMatchObject({ prompt_tokens: 2, completion_tokens: 3, total_tokens: 5 });
    expect(lastBody()["stream"]).toBe(false);
    expect(await lastGeneration()).toMatchObject({
      id: answer.id,
      state: "completed",
      surface: "v1",
      kind: "text",
      tokens_in: 2,
      tokens_out: 3,
      sandbox: false,
      verdict: "allow",
      attempts: [],
      user_id: ada.userId,
      caller: expect.stringMatching(/^key_/) as string,
    });
  });

  test("comes as a stream, with usage where it is asked for", async () => {
    fake.next({ kind: "answer", words: ["One ", "two ", "zażółć"], reasoning: ["hm"], paceMs: 5 });
    const stream = await client.chat.completions.create({
      model,
      messages: say("Count"),
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("")).toBe("One two zażółć");
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe("stop");
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: 1, completion_tokens: 4 } });
    expect(await lastGeneration()).toMatchObject({ state: "completed", tokens_out: 4 });
  });

  test("that calls a tool, gets its answer and goes on", async () => {
    const tool = { name: "get_weather", parameters: { type: "object", properties: { city: { type: "string" } } } };
    const tools = [{ type: "function" as const, function: tool }];
    const asked = { model: "sandbox", messages: say("Use get_weather for Oslo"), tools };
    const first = await client.chat.completions.create(asked);
    const call = first.choices[0]!.message.tool_calls![0]!;
    expect(first.choices[0]!.finish_reason).toBe("tool_calls");
    expect(call).toMatchObject({ type: "function", function: { name: "get_weather" } });
    const messages = [
      ...asked.messages,
      first.choices[0]!.message,
      { role: "tool" as const, tool_call_id: call.id, content: "4 degrees" },
    ];
    const second = await client.chat.completions.create({ ...asked, messages });
    expect(second.choices[0]!.message.content).toContain("4 degrees");
    const runner = client.chat.completions.stream({ ...asked, stream: true });
    expect((await runner.finalChatCompletion()).choices[0]!.message.tool_calls![0]).toMatchObject({
      function: { name: "get_weather" },
    });
  });

  test("fits the JSON Schema it was given", async () => {
    const schema = { type: "object", properties: { n: { type: "integer" } }, required: ["n"] };
    const response_format = { type: "json_schema" as const, json_schema: { name: "number", schema, strict: true } };
    const answer = await client.chat.completions.create({
      model: "sandbox",
      messages: say("A number"),
      response_format,
    });
    expect(JSON.parse(answer.choices[0]!.message.content!)).toEqual({ n: 0 });
    await client.chat.completions.create({ model, messages: say("A number"), response_format });
    expect(lastBody()["response_format"]).toEqual(response_format);
  });

  test("hands on what it does not know, and never what decides where an answer goes", async () => {
    await client.chat.completions.create({
      model,
      messages: say("Hi"),
      seed: 7,
      top_k: 3,
      store: true,
      user: "me",
    } as never);
    expect(lastBody()).toMatchObject({ seed: 7, top_k: 3 });
    expect(Object.keys(lastBody())).not.toEqual(expect.arrayContaining(["store"]));
    expect(Object.keys(lastBody())).not.toEqual(expect.arrayContaining(["user"]));
  });

  test("shows a picture that came with the request once somebody has said yes, and fetches none", async () => {
    const image = (url: string) => [
      { role: "user" as const, content: [{ type: "image_url" as const, image_url: { url } }] },
    ];
    fake.takesParts = true;
    const near = () => client.chat.completions.create({ model, messages: image("data:image/png;base64,iVBORw0KGgo=") });
    expect(await failureOf(near())).toBe("409 egress.approval_needed");
    type Waiting = { data: { id: string; hash: string }[] };
    const { data } = await readAnswer<Waiting>(ada.request("/api/v1/approvals?state=pending"), 200);
    const yes = { method: "POST", json: { hash: data[0]!.hash } };
    await readAnswer(ada.request(`/api/v1/approvals/${data[0]!.id}/approve`, yes), 200);
    expect(await failureOf(near())).toBe("nothing failed");
    expect(JSON.stringify(lastBody()["messages"])).toContain("data:image/png;base64,iVBORw0KGgo=");
    const other = client.chat.completions.create({ model, messages: image("data:image/jpeg;base64,iVBORw0KGgo=") });
    expect(await failureOf(other)).toBe("400 openai_api.not_supported");
    const far = client.chat.completions.create({ model, messages: image("https://example.com/a.png") });
    expect(await failureOf(far)).toBe("400 openai_api.not_supported");
  });

  test("of an agent is told what the agent is told", async () => {
    for (const name of ["agent:echo", `agent:${agent.id}`]) {
      const answer = await client.chat.completions.create({ model: name, messages: say("Hi") });
      expect(answer).toMatchObject({ model: name, choices: [{ message: { content: "Echo: Hi" } }] });
      expect(lastBody()["messages"]).toMatchObject([{ role: "system", content: "Be brief." }, { role: "user" }]);
    }
    expect(await lastGeneration()).toMatchObject({ agent_id: agent.id });
    expect(await failureOf(client.chat.completions.create({ model: "agent:nobody", messages: say("Hi") }))).toBe(
      "404 request.not_found",
    );
  });

  test("of the sandbox is marked in words, in the body and in a header", async () => {
    const { data, response } = await client.chat.completions
      .create({ model: "sandbox", messages: say("Hi") })
      .withResponse();
    expect(data).toMatchObject({ sandbox: true });
    expect(data.choices[0]!.message.content).toContain(sandboxNotice);
    expect(response.headers.get("avow-sandbox")).toBe("true");
  });

  test("that is left stops the model, and settles what was used", async () => {
    fake.next({ kind: "hang", words: ["First ", "words "] });
    const left = fake.disconnects;
    const stream = await client.chat.completions.create({ model, messages: say("Hi"), stream: true });
    for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break;
    await until(() => fake.disconnects === left + 1);
    const settled = await until(async () => {
      const found = await lastGeneration();
      return found["state"] !== "running" && found;
    });
    expect(settled).toMatchObject({ state: "stopped", tokens_estimated: true });
    expect(settled["tokens_out"]).toBeGreaterThan(0);
  });
});

test("responses come whole and as events, with tools and a format", async () => {
  const whole = await client.responses.create({ model, instructions: "Be kind.", input: "Hello" });
  expect(whole.output_text).toBe("Echo: Hello");
  expect(whole.usage).toMatchObject({ input_tokens: 3, output_tokens: 2 });
  expect(lastBody()["messages"]).toMatchObject([{ role: "system", content: "Be kind." }, { role: "user" }]);
  const tool = { name: "look_up", parameters: { type: "object", properties: {} }, strict: true };
  const asked = { model: "sandbox", input: "Use look_up", tools: [{ type: "function" as const, ...tool }] };
  const final = await client.responses.stream(asked).finalResponse();
  expect(final.output).toMatchObject([{ type: "function_call", name: "look_up", arguments: "{}" }]);
  const text = client.responses.stream({ model, input: [{ role: "user", content: "Two words" }] });
  const deltas: string[] = [];
  text.on("response.output_text.delta", (event) => void deltas.push(event.delta));
  expect((await text.finalResponse()).output_text).toBe("Echo: Two words");
  expect(deltas.join("")).toBe("Echo: Two words");
  expect(await failureOf(client.responses.create({ model, input: "x", previous_response_id: "resp_1" }))).toBe(
    "400 openai_api.not_supported",
  );
});

test("embeddings of the sandbox lie near each other where words are shared, in either encoding", async () => {
  const input = ["a red apple", "the red apple", "nothing alike here"];
  const { data, usage } = await client.embeddings.create({ model: "sandbox/embedding", input, dimensions: 64 });
  const [a, b, c] = data.map(({ embedding }) => embedding);
  const dot = (x: number[], y: number[]) => x.reduce((sum, value, at) => sum + value * y[at]!, 0);
  expect(a).toHaveLength(64);
  expect(dot(a!, b!)).toBeGreaterThan(dot(a!, c!));
  expect(usage.prompt_tokens).toBe(9);
  const asked = { model: "sandbox/embedding", input: "a red apple", dimensions: 64, encoding_format: "float" as const };
  const plain = (await client.embeddings.create(asked)).data[0]!.embedding;
  for (const [at, value] of plain.entries()) expect(a![at]).toBeCloseTo(value, 6);
  expect(await lastGeneration()).toMatchObject({ kind: "embedding", sandbox: true, tokens_in: 3 });
});

test("images of the sandbox are PNGs of the size asked for, the same for the same prompt", async () => {
  const asked = { model: "sandbox/image", prompt: "A red house", n: 2, size: "256x128" as never };
  const first = await client.images.generate(asked);
  const pngs = first.data!.map(({ b64_json }) => Buffer.from(b64_json!, "base64"));
  expect(pngs.map((png) => [png.toString("latin1", 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)])).toEqual([
    ["PNG", 256, 128],
    ["PNG", 256, 128],
  ]);
  expect(pngs[0]!.equals(pngs[1]!)).toBe(false);
  expect((await client.images.generate(asked)).data).toEqual(first.data);
  expect(await lastGeneration()).toMatchObject({ kind: "image", images: 2, sandbox: true });
});

test("a saved way to draw is asked for by its name, and what a call says itself goes first", async () => {
  const json = { slug: "stamps", model: "sandbox/image", width: 64, height: 32, count: 2, style: "As a stamp." };
  const post = (who: Talker) => who.request("/api/v1/image-configurations", { method: "POST", json });
  const { id } = await readAnswer<{ id: string }>(post(ada), 201);
  expect((await readAnswer<{ code: string }>(post(ada), 409)).code).toBe("models.name_taken");
  const draw = async (more: object = {}) => {
    const asked = { model: "image:stamps", prompt: "A red house", ...more };
    const pngs = (await client.images.generate(asked)).data!.map(({ b64_json }) => Buffer.from(b64_json!, "base64"));
    return pngs.map((png) => ({ png, size: [png.readUInt32BE(16), png.readUInt32BE(20)] }));
  };
  const saved = await draw();
  expect(saved.map(({ size }) => size)).toEqual([
    [64, 32],
    [64, 32],
  ]);
  expect((await draw({ n: 1, size: "128x128" })).map(({ size }) => size)).toEqual([[128, 128]]);
  expect(await lastGeneration()).toMatchObject({ kind: "image", model: "sandbox/image", images: 1 });
  const plain = await draw({ model: "sandbox/image", size: "64x32", n: 2 });
  expect(plain[0]!.png.equals(saved[0]!.png)).toBe(false);
  const path = `/api/v1/image-configurations/${id}`;
  const changed = { method: "PATCH", json: { model: "sandbox/image", width: 64, height: 32, count: 2, style: "" } };
  await readAnswer(ada.request(path, changed), 200);
  expect((await draw())[0]!.png.equals(plain[0]!.png)).toBe(true);
  await readAnswer(bob.request(path, { method: "DELETE" }), 404);
  const stranger = await openClient(bob);
  expect(await failureOf(stranger.images.generate({ model: "image:stamps", prompt: "A red house" }))).toBe(
    "404 models.not_connected",
  );
  await readAnswer(ada.request(path, { method: "DELETE" }), 204);
  expect(await failureOf(draw())).toBe("404 models.not_connected");
});

test("moderations of the sandbox flag what is asked for by name", async () => {
  const input = ["Hello", "flag: violence"];
  const { results } = await client.moderations.create({ model: "sandbox/moderation", input });
  expect(results.map(({ flagged }) => flagged)).toEqual([false, true]);
});

describe("what goes wrong is told in OpenAI's shape", () => {
  const ask = (asked: object = {}) =>
    failureOf(client.chat.completions.create({ model, messages: say("Hi"), ...asked } as never));

  test("by status and code, whether the answer was to come whole or as a stream", async () => {
    for (const stream of [false, true]) {
      fake.next({ kind: "rate_limit", retryAfter: "20" });
      expect(await ask({ stream })).toBe("429 provider.rate_limited");
      fake.next({ kind: "status", status: 401 });
      expect(await ask({ stream })).toBe("503 provider.key_refused");
      fake.next({ kind: "status", status: 400, body: { error: { message: "maximum context length is 8192" } } });
      expect(await ask({ stream })).toBe("400 provider.prompt_too_long");
    }
    expect(await ask({ model: `${model}-nothing` })).toBe("404 models.not_connected");
    expect(await ask({ messages: [] })).toBe("422 request.invalid");
    expect(await ask({ n: 2 })).toBe("400 openai_api.not_supported");
  });

  test("inside the stream, once it has begun", async () => {
    fake.next({ kind: "truncate", words: ["Half ", "an "], how: "cut" });
    const stream = await client.chat.completions.create({ model, messages: say("Hi"), stream: true });
    const read = async () => {
      for await (const chunk of stream) expect(chunk.object).toBe("chat.completion.chunk");
    };
    expect(await failureOf(read())).toMatch(/^undefined (egress\.connection_lost|provider\.truncated_answer)$/);
    expect(await lastGeneration()).toMatchObject({ state: "failed" });
  });
});

describe("nobody gets in", () => {
  const listed = (one: OpenAI) => failureOf(one.models.list());

  test("without a key, or with one that is none", async () => {
    expect(await listed(clientWith(`avow_${"x".repeat(43)}`))).toBe("401 request.not_signed_in");
    expect(await listed(clientWith("sk-live"))).toBe("401 request.not_signed_in");
    const cookie = await ada.request("/v1/models");
    expect([cookie.status, await cookie.json()]).toMatchObject([401, { error: { type: "authentication_error" } }]);
  });

  test("beyond the scopes of their key", async () => {
    const reader = await openClient(ada, { scopes: ["models.read"] });
    expect((await reader.models.list()).data.length).toBeGreaterThan(0);
    const messages = say("Hi");
    expect(await failureOf(reader.chat.completions.create({ model, messages }))).toBe("403 request.not_allowed");
  });

  test("into another's workspace or to another's model and agent", async () => {
    const theirs = await openClient(bob);
    expect(await failureOf(theirs.chat.completions.create({ model, messages: say("Hi") }))).toBe(
      "404 models.not_connected",
    );
    const name = `agent:${agent.id}`;
    expect(await failureOf(theirs.chat.completions.create({ model: name, messages: say("Hi") }))).toBe(
      "404 request.not_found",
    );
    const wide = await openClient(bob, { workspace_ids: [], project: ada.workspaceId });
    expect(await listed(wide)).toBe("404 request.not_found");
    const own = await openClient(bob, { workspace_ids: [], project: bob.workspaceId });
    expect((await own.models.list()).data.length).toBeGreaterThan(0);
  });

  test("with a key held to an agent, any model but that agent", async () => {
    const held = await openClient(ada, { agent_ids: [agent.id] });
    const answered = await held.chat.completions.create({ model: "agent:echo", messages: say("Hi") });
    expect(answered.choices[0]!.message.content).toBeTruthy();
    const fields = { name: "Another", model: agent.model };
    await readAnswer(ada.request("/api/v1/agents", { method: "POST", json: fields }), 201);
    const messages = say("Hi");
    const tried = [
      held.chat.completions.create({ model: "agent:another", messages }),
      held.chat.completions.create({ model, messages, stream: true }),
      held.responses.create({ model: "agent:another", input: "Hi" }),
      held.embeddings.create({ model, input: "Hi" }),
      held.models.list(),
    ].map(failureOf);
    expect(new Set(await Promise.all(tried))).toEqual(new Set(["403 request.not_allowed"]));
  });

  test("with a role that may not ask models", async () => {
    const viewer = await joinOrganization(ada, await signUp(world, "Vic"), "viewer");
    expect(viewer.organizationId).toBe(ada.organizationId);
    const answer = await viewer.request("/api/v1/api-keys", {
      method: "POST",
      json: { name: "No", scopes: ["generations.write"] },
    });
    expect(answer.status).toBe(403);
  });
});

test("what is not there is refused in the same words", async () => {
  const answer = await world.request("/v1/files");
  expect([answer.status, await answer.json()]).toMatchObject([404, { error: { code: "request.not_found" } }]);
});

test("with AI off every call is refused and no model is asked", async () => {
  await turnAi(ada, false);
  const before = fake.requests.length;
  const started = performance.now();
  const messages = say("Hi");
  const refused = await Promise.all([
    failureOf(client.chat.completions.create({ model, messages })),
    failureOf(client.chat.completions.create({ model: "sandbox", messages, stream: true })),
    failureOf(client.chat.completions.create({ model: "agent:echo", messages })),
    failureOf(client.responses.create({ model, input: "Hi" })),
    failureOf(client.embeddings.create({ model, input: "Hi" })),
    failureOf(client.images.generate({ model: "sandbox/image", prompt: "Hi" })),
    failureOf(client.moderations.create({ model: "sandbox/moderation", input: "Hi" })),
  ]);
  expect(new Set(refused)).toEqual(new Set(["409 egress.ai_off"]));
  expect(performance.now() - started).toBeLessThan(1000);
  expect(fake.requests.length).toBe(before);
  await turnAi(ada, true);
});
