import { afterAll, beforeAll, expect, test } from "vitest";
import { type FakeModelServer, startFakeModelServer } from "../../integrations/openai-compatible/fake.ts";
import { signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { receiveWebhooks, type Receiver } from "../../testing/stand-ins/receive-webhooks.ts";
import { openWorld, withoutLimits } from "../../testing/world.ts";

let model: FakeModelServer;
let receiver: Receiver;
beforeAll(async () => {
  [model, receiver] = await Promise.all([startFakeModelServer(), receiveWebhooks()]);
});
afterAll(() => Promise.all([model.close(), receiver.close()]));

/** What one may connect on this machine, as the operator set it. */
async function tryWith(deployment: { allowLoopbackModels: boolean; allowLoopbackTargets: boolean }) {
  const world = await openWorld({ deployment, replace: withoutLimits });
  const ada = await withOrganization(await signUp(world, "Ada"));
  const post = (path: string, json: object) => ada.request(`/api/v1${path}`, { method: "POST", json });
  const answers = [
    await post("/model-servers", { name: "Local", url: model.url }),
    await post("/webhook-endpoints", { url: receiver.url }),
    await post("/mcp-servers", { name: "local", url: receiver.url }),
  ];
  const codes = await Promise.all(
    answers.map(async (answer) =>
      answer.ok ? "taken" : (await readAnswer<{ code: string }>(answer, answer.status)).code,
    ),
  );
  await world.close();
  return codes;
}

test("a setting for models on this machine lets models alone be there: no webhook and no MCP server", async () => {
  const [models, webhook, server] = await tryWith({ allowLoopbackModels: true, allowLoopbackTargets: false });
  expect([models, webhook]).toEqual(["taken", "egress.destination_refused"]);
  expect(server).not.toBe("taken");
  expect(receiver.received).toEqual([]);
});

test("a setting for everything else on this machine lets no model be there", async () => {
  const [models, webhook] = await tryWith({ allowLoopbackModels: false, allowLoopbackTargets: true });
  expect([models, webhook]).toEqual(["egress.destination_refused", "taken"]);
  expect(receiver.received.length).toBeGreaterThan(0); // it was asked whether it is an MCP server
});
