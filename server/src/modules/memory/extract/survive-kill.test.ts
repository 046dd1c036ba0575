import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { minuteMs } from "../../../framework/clock.ts";
import { type PersonWithOrganization, signUp, untilIdle, withOrganization } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import { agreeToMemory, makeRememberingAgent, readMemories } from "../../../testing/deeds/remember.ts";
import { startWorkerProcess } from "../../../testing/processes/start-worker-process.ts";
import { openTalkingWorld, say, startConversation, turnAi } from "../../../testing/deeds/talk.ts";
import { until, type World } from "../../../testing/world.ts";

const turns = 4;
/** A worker of its own has to start first. */
const patienceMs = 90_000;

let model: Awaited<ReturnType<typeof startNotingModel>>;
beforeAll(async () => {
  model = await startNotingModel();
});
afterAll(() => model.close());

/** Talks with an agent that remembers until the facts of each turn were asked for, and kills whoever asked. */
async function dieInTheMiddle(world: World, person: PersonWithOrganization, answered: number): Promise<void> {
  await turnAi(person, true);
  await agreeToMemory(person);
  const asked = { method: "POST", json: { name: "Noting", url: model.url } };
  const { id } = await readAnswer<{ id: string }>(person.request("/api/v1/model-servers", asked), 201);
  const agent = await makeRememberingAgent(person, { model: `${id}/noting` });
  const doomed = await startWorkerProcess(world);
  model.answersOnly(answered);
  for (let turn = 0; turn < turns; turn++)
    await say(person, await startConversation(person, agent), `I like number${turn}.`);
  await until(() => model.asked() >= turns, patienceMs);
  await wait(answered * 10); // what was answered is being written, or was
  await doomed.kill();
}

test.each([0, 2, 3, 4])(
  "a worker is killed when %d of 4 turns were noted or nearly so: the next remembers all, each once",
  async (answered) => {
    const world = await openTalkingWorld(); // without a worker of its own until the other is dead
    const ada = await withOrganization(await signUp(world, "Ada"));
    await dieInTheMiddle(world, ada, answered);
    model.answersOnly(Number.POSITIVE_INFINITY);
    world.clock.advance(20 * minuteMs);
    await world.work();
    const texts = async () => (await readMemories(ada)).map(({ text }) => text).toSorted();
    await until(async () => (await texts()).length >= turns, patienceMs);
    await untilIdle(world, "memory.");
    expect(await texts()).toEqual(Array.from({ length: turns }, (_, turn) => `Likes number${turn}`));
    // What was noted is not asked about again: the other four at the most.
    expect(model.asked()).toBeLessThanOrEqual(turns);
    await world.close();
  },
  240_000,
);

type Asked = { messages: { content: unknown }[]; response_format?: object };

/** A model that chats at once, and notes only of so many turns what was said in them; the others wait. */
async function startNotingModel() {
  let [left, asked] = [0, 0];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      if (request.method === "GET")
        return void sendJson(response, { object: "list", data: [{ id: "noting", object: "model" }] });
      const { messages, response_format } = JSON.parse(Buffer.concat(parts).toString()) as Asked;
      if (!response_format) return sendText(response, "I see.");
      asked++;
      if (left-- <= 0) return; // whoever asked is dead before it says anything
      const [, what = "nothing"] = /I like (\w+)/.exec(JSON.stringify(messages.at(-1)?.content)) ?? [];
      const fact = { text: `Likes ${what}`, kind: "preference", confidence: 90, event_time: null, replaces: null };
      sendText(response, JSON.stringify({ facts: [fact] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    answersOnly(many: number) {
      [left, asked] = [many, 0];
    },
    asked: () => asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}

const sendJson = (response: ServerResponse, body: object) =>
  response.setHeader("content-type", "application/json").end(JSON.stringify(body));

function sendText(response: ServerResponse, content: string): void {
  const chunk = (choice: object, more: object = {}) =>
    `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "noting", choices: [{ index: 0, ...choice }], ...more })}\n\n`;
  response.setHeader("content-type", "text/event-stream");
  response.write(chunk({ delta: { role: "assistant", content }, finish_reason: null }));
  const usage = { prompt_tokens: 3, completion_tokens: 3, total_tokens: 6 };
  response.end(`${chunk({ delta: {}, finish_reason: "stop" }, { usage })}data: [DONE]\n\n`);
}
