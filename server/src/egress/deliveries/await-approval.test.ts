import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, secondMs } from "../../framework/clock.ts";
import { fill } from "../../framework/ports.ts";
import { inScope, proveScope } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { openFakeRemote } from "../../integrations/roles/deliveries/fake-remote.ts";
import { type PersonWithOrganization, signUp, untilIdle, withOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { openWorld, until, type World } from "../../testing/world.ts";
import { deliver } from "./deliver.ts";
import { deliveryKind, deliveryKindsPort } from "./kind.ts";

const remote = openFakeRemote("post", { repeat: "idempotent" });
let world: World;
let ada: PersonWithOrganization;

/** A kind whose words the guardrail sees, in a workspace where an address needs a person's yes. */
beforeAll(async () => {
  world = await openWorld();
  const kind = deliveryKind<{ text: string }>({
    name: "post",
    integration: remote.integration,
    retry: { waitsMs: [secondMs], retryAfterMostMs: secondMs },
    compose(_, { payload }) {
      const text = String(payload?.["text"]);
      const fetch = () => Promise.reject(new Error("unused"));
      return Promise.resolve({
        content: { text },
        fetch,
        texts: [text],
        replace: ([changed = ""]) => ({ text: changed }),
      });
    },
  });
  Object.assign(world.app, {
    ports: new Map([...world.app.ports, fill(deliveryKindsPort, new Map([[kind.name, kind]]))]),
  });
  await world.work();
  ada = await withOrganization(await signUp(world, "Ada"));
  const json = { values: { "redaction.contact": "ask" } };
  await readAnswer(ada.request("/api/v1/policy", { method: "PATCH", json }), 200);
});
afterAll(() => world.close());

type Waiting = { id: string; hash: string };

/** A delivery that has come as far as asking. */
async function ask(): Promise<{ id: string; approval: Waiting }> {
  const scope = proveScope({ organizationId: ada.organizationId, workspaceId: ada.workspaceId });
  const facts = { principal: { kind: "system", id: "test" }, purpose: "deliveries", log: world.app.log } as const;
  const payload = { text: `Write to bob@example.com about ${randomUUID()}` };
  const { id } = await inScope(world.app.database, scope, (db) =>
    deliver(makeWork(world.app, { db, ...facts }), { kind: "post", operationKey: randomUUID(), payload }),
  );
  const find = async () => {
    const page = readAnswer<{ data: (Waiting & { subject: string })[] }>(ada.request("/api/v1/approvals"), 200);
    return (await page).data.find(({ subject }) => subject === id);
  };
  const approval = await until(find);
  await untilIdle(world, "deliveries");
  return { id, approval };
}
const look = (id: string) =>
  readAnswer<{ state: string; reason: string | null; explanation: { title: string } | null }>(
    ada.request(`/api/v1/deliveries/${id}`),
    200,
  );
const decide = ({ id, hash }: Waiting, verb: "approve" | "reject") => {
  const json = { hash, ...(verb === "reject" ? { reason: "Not this address." } : {}) };
  return readAnswer(ada.request(`/api/v1/approvals/${id}/${verb}`, { method: "POST", json }), 200);
};
const untilState = (id: string, state: string) => until(async () => (await look(id)).state === state);

test("what needs a person's yes waits for it, goes out once it is given, and says meanwhile what it waits for", async () => {
  const { id, approval } = await ask();
  expect(await look(id)).toMatchObject({ state: "intent", reason: "egress.approval_needed" });
  expect((await look(id)).explanation?.title).toMatch(/waits for a person/);
  expect(remote.asked).not.toContain(id);
  await decide(approval, "approve");
  await untilState(id, "succeeded");
  expect(remote.effects.filter(({ key }) => key === id)).toHaveLength(1);
});

test("what gets a no, or no answer in time, never goes out", async () => {
  const [refused, forgotten] = [await ask(), await ask()];
  await decide(refused.approval, "reject");
  await untilState(refused.id, "canceled");
  expect(await look(refused.id)).toMatchObject({ reason: "deliveries.approval_rejected" });
  world.clock.advance(dayMs + secondMs);
  await untilState(forgotten.id, "canceled");
  expect(await look(forgotten.id)).toMatchObject({ reason: "deliveries.approval_expired" });
  expect(remote.asked).not.toContain(refused.id);
  expect(remote.asked).not.toContain(forgotten.id);
});
