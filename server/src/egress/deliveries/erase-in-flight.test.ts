import { afterAll, beforeAll, expect, test } from "vitest";
import { secondMs } from "../../framework/clock.ts";
import { fill, filledPort } from "../../framework/ports.ts";
import { inScope, proveScope } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { openFakeRemote } from "../../integrations/roles/deliveries/fake-remote.ts";
import { destroyedKeysChannel } from "../../privacy/keys.ts";
import { makeObject } from "../../testing/samples/make-object.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { openWorld, until, withoutLimits, type World } from "../../testing/world.ts";
import { deliver, type Intent } from "./deliver.ts";
import { deliveryKind, deliveryKindsPort } from "./kind.ts";
import { deliveryDeskPort } from "./open-desk.ts";

const flight = 300;
const remote = openFakeRemote("slow", { repeat: "idempotent", sendWithinMs: 5 * secondMs });
/** When each attempt was asked to begin that began. */
const begun = new Map<string, number>();
const erasedAt = new Map<string, number>();
const composed = new Map<string, number>();
let world: World;
let ada: PersonWithOrganization;

/** So many may begin before the erasure; all others are between two steps when it commits. */
const beforehand = 100;
const soon = () => new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 30));

/** Composes and sends slowly, so that an erasure falls between any two steps; notes when attempts begin. */
beforeAll(async () => {
  world = await openWorld({ replace: withoutLimits });
  const kind = deliveryKind<{ text: string }>({
    name: "slow",
    integration: {
      ...remote.integration,
      send: (request, call) => soon().then(() => remote.integration.send(request, call)),
    },
    retry: { waitsMs: [secondMs], retryAfterMostMs: secondMs },
    async compose(_, { payload, contact_id, user_id }) {
      await soon();
      const whose = contact_id ?? user_id ?? "";
      const composedOf = (composed.get(whose) ?? 0) + 1;
      composed.set(whose, composedOf);
      // It was opened while its key was there, and is asked to begin when it is not.
      if (composedOf > beforehand) await until(() => erasedAt.has(whose));
      return { content: { text: String(payload?.["text"]) }, fetch: () => Promise.reject(new Error("unused")) };
    },
  });
  const desk = filledPort(world.app.ports, deliveryDeskPort);
  const noting: typeof desk = {
    ...desk,
    async begin(asked) {
      const at = performance.now();
      const result = await desk.begin(asked);
      if (result) begun.set(asked.id, at);
      return result;
    },
  };
  const filling = [fill(deliveryKindsPort, new Map([[kind.name, kind]])), fill(deliveryDeskPort, noting)];
  Object.assign(world.app, { ports: new Map([...world.app.ports, ...filling]) });
  world.app.signals.subscribe(destroyedKeysChannel, (id) => erasedAt.set(id, performance.now()));
  ada = await withOrganization(await signUp(world, "Ada"));
});
afterAll(() => world.close());

function ask(whose: Partial<Intent>): Promise<string[]> {
  const scope = proveScope({ organizationId: ada.organizationId, workspaceId: ada.workspaceId });
  const facts = { principal: { kind: "system", id: "test" }, purpose: "deliveries", log: world.app.log } as const;
  return inScope(world.app.database, scope, async (db) => {
    const work = makeWork(world.app, { db, ...facts });
    const ids: string[] = [];
    for (let n = 0; n < flight; n++) {
      const operationKey = `${JSON.stringify(whose)}-${n}`;
      const recipient = { text: "Frida <frida@example.com>", index: Buffer.alloc(32, 1) };
      const intent = { kind: "slow", operationKey, payload: { text: `For Frida ${n}` }, recipient, ...whose };
      ids.push((await deliver(work, intent)).id);
    }
    return ids;
  });
}

type Receipt = { receipt: { subject: { kind: string }; removed: { label: string; rows: number }[] } };

/** Erases while deliveries go out, and holds every claim to what happened when. */
async function eraseInFlight(
  ids: string[],
  { subjectId, mails }: { subjectId: string; mails: number },
  erase: () => Promise<string>,
): Promise<void> {
  const worker = await world.work();
  const isUnderWay = () => ids.filter((id) => begun.has(id)).length > 20;
  await until(isUnderWay);
  const token = await erase();
  const receipt = () => world.request(`/api/v1/receipts/${token}`);
  await until(async () => (world.clock.advance(20), (await receipt()).ok));
  await worker.stop(secondMs);

  const mine = ids.filter((id) => begun.has(id));
  expect(composed.get(subjectId)).toBeGreaterThan(beforehand);
  const committed = erasedAt.get(subjectId);
  expect(committed).toBeDefined();
  expect(mine.filter((id) => begun.get(id)! > committed!)).toEqual([]);
  expect(remote.asked.filter((id) => ids.includes(id) && !begun.has(id))).toEqual([]);
  const left =
    "select id from deliveries where id = any($1) union all select id from delivery_attempts where delivery_id = any($1)";
  expect(await world.rows(left, [ids])).toEqual([]);
  const { removed } = (await readAnswer<Receipt>(receipt(), 200)).receipt;
  const rowsOf = (label: string) => removed.find((one) => one.label === label)?.rows;
  // One that was being written while its table was cleared counts as well.
  expect(rowsOf("deliveries")).toBe(flight + mails);
  expect(rowsOf("delivery attempts")).toBeGreaterThan(0);
  expect(rowsOf("delivery attempts")).toBeLessThanOrEqual(mine.length);
}

test("once the erasure of a contact has committed, nothing more begins to go out to it, and no trace of what did is left", async () => {
  const contactId = await makeObject(world, ada, "contact_id");
  const ids = await ask({ contactId });
  await eraseInFlight(ids, { subjectId: contactId, mails: 0 }, async () => {
    const json = { contact_id: contactId, kind: "erase", immediately: true };
    const asked = ada.request("/api/v1/contact-requests", { method: "POST", json });
    return (await readAnswer<{ receipt_token: string }>(asked, 201)).receipt_token;
  });
});

test("once the erasure of a user has committed, nothing more begins to go out to them, and no trace of what did is left", async () => {
  const carl = await signUp(world, "Carl");
  const ids = await ask({ userId: carl.userId });
  // One mail confirmed the address, one says that the erasure begins.
  await eraseInFlight(ids, { subjectId: carl.userId, mails: 2 }, async () => {
    const path = "/api/v1/privacy-requests";
    const json = { kind: "erase", subject: "me" };
    const asked = await readAnswer<{ id: string; receipt_token: string }>(
      carl.request(path, { method: "POST", json }),
      201,
    );
    const sure = { immediately: true, confirmation: carl.email };
    await readAnswer(carl.request(`${path}/${asked.id}/confirm`, { method: "POST", json: sure }), 200);
    return asked.receipt_token;
  });
});
