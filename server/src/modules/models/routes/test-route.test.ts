import { afterAll, beforeAll, expect, test } from "vitest";
import { type FakeModelServer, startFakeModelServer } from "../../../integrations/openai-compatible/fake.ts";
import { signUp, withOrganization } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import { openTalkingWorld, type Talker, turnAi } from "../../../testing/deeds/talk.ts";
import type { World } from "../../../testing/world.ts";

type Route = { id: string; strategy: string; targets: object[] };
type Tested = { outcome: string; attempts: { model: string; outcome: string; code: string | null }[] };

let world: World;
let good: FakeModelServer;
let bad: FakeModelServer;
let ada: Talker;
let models: string[];
beforeAll(async () => {
  [world, good, bad] = await Promise.all([openTalkingWorld(), startFakeModelServer(), startFakeModelServer()]);
  ada = await withOrganization(await signUp(world, "Ada"));
  await turnAi(ada, true);
  models = await Promise.all([bad, good].map(connect));
});
afterAll(async () => {
  await world.close();
  await Promise.all([good, bad].map((fake) => fake.close()));
});

const send = <T>(method: string, path: string, json: object, status: number) =>
  readAnswer<T>(ada.request(`/api/v1${path}`, { method, json }), status);

async function connect({ url }: FakeModelServer): Promise<string> {
  const server = await send<{ id: string; models: string[] }>("POST", "/model-servers", { name: "One", url }, 201);
  return `${server.id}/${server.models[0]}`;
}

const make = (slug: string, strategy = "fallback") =>
  send<Route>("POST", "/routes", { slug, strategy, targets: models.map((model) => ({ model })) }, 201);

test("a test of a route really asks, names who failed and who answered, and is on record", async () => {
  const { id } = await make("tested");
  bad.next({ kind: "status", status: 500 });
  const before = good.requests.length;
  const tested = await send<Tested & { generation_id: string }>("POST", `/routes/${id}/tests`, {}, 200);
  expect(tested.outcome).toBe("answered");
  expect(tested.attempts.map(({ outcome }) => outcome)).toEqual(["failed", "answered"]);
  expect(good.requests.length).toBe(before + 1);
  const [row] = await world.rows("select surface, state from generations where id = $1", [tested.generation_id]);
  expect(row).toEqual({ surface: "test", state: "completed" });
});

test("with AI switched off a test is refused, and nothing is sent", async () => {
  const { id } = await make("silent");
  await turnAi(ada, false);
  const before = [good, bad].map(({ requests }) => requests.length);
  const { code } = await send<{ code: string }>("POST", `/routes/${id}/tests`, {}, 409);
  await turnAi(ada, true);
  expect(code).toBe("egress.ai_off");
  expect([good, bad].map(({ requests }) => requests.length)).toEqual(before);
});

test("a route is changed under its name, and goes by it at once", async () => {
  const { id } = await make("changed");
  const targets = [{ model: models[1] }];
  expect(await send<Route>("PATCH", `/routes/${id}`, { strategy: "single", targets }, 200)).toMatchObject({
    strategy: "single",
    targets,
  });
  const before = bad.requests.length;
  expect((await send<Tested>("POST", `/routes/${id}/tests`, {}, 200)).attempts).toHaveLength(1);
  expect(bad.requests.length).toBe(before);
  await send("PATCH", `/routes/${id}`, { targets: [{ model: "nobody/nothing" }] }, 404);
});
