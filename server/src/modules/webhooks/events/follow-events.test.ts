import { afterAll, beforeAll, expect, test } from "vitest";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import { until } from "../../../testing/world.ts";

type Told = { id: string; event: string; data: { type: string; data: { contact_id?: string } } };

let all: TwoTenants;
beforeAll(async () => {
  all = await openTwoTenants();
});
afterAll(() => all.world.close());

const makeContact = async (who: PersonWithOrganization) => {
  const made = who.request("/api/v1/contacts", { method: "POST", json: { name: "Carla" } });
  return (await readAnswer<{ id: string }>(made, 201)).id;
};

/** Follows until told to stop; what came so far can be looked at. */
async function follow(who: PersonWithOrganization, lastEventId?: string) {
  const abort = new AbortController();
  const headers: Record<string, string> = lastEventId === undefined ? {} : { "last-event-id": lastEventId };
  const answer = await who.request("/api/v1/events/stream", { headers, signal: abort.signal });
  expect(answer.headers.get("content-type")).toMatch(/^text\/event-stream/);
  let text = "";
  const read = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) text += decoder.decode(chunk);
  })().catch(() => undefined); // it ends when it is stopped
  await until(() => text.includes(": open"));
  const told = (): Told[] =>
    text
      .split("\n\n")
      .filter((block) => block.startsWith("id: "))
      .map((block) => {
        const fields = Object.fromEntries(
          block
            .split("\n")
            .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)] as const),
        );
        return { ...fields, data: JSON.parse(fields["data"] ?? "") as unknown } as Told;
      });
  const contacts = () => told().flatMap(({ data }) => data.data.contact_id ?? []);
  return {
    told,
    contacts,
    async stop() {
      abort.abort();
      await read;
    },
  };
}

test("what happens is told as it happens, once, in order, and to nobody of another organization", async () => {
  const [ada, bob] = [await follow(all.ada), await follow(all.bob)];
  const ids = [await makeContact(all.ada), await makeContact(all.ada), await makeContact(all.ada)];
  const other = await makeContact(all.bob);
  await until(() => ada.contacts().length >= 3 && bob.contacts().length > 0);
  expect(ada.contacts()).toEqual(ids);
  expect(bob.contacts()).toEqual([other]);
  expect(ada.told().map(({ event, data }) => event === data.type)).not.toContain(false);
  const numbers = ada.told().map(({ id }) => Number(id));
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  await Promise.all([ada.stop(), bob.stop()]);
});

test("whoever comes back with the last number misses nothing and hears nothing twice", async () => {
  const first = await follow(all.ada);
  const before = await makeContact(all.ada);
  await until(() => first.contacts().includes(before));
  const last = first.told().at(-1)!.id;
  await first.stop();
  const meanwhile = [await makeContact(all.ada), await makeContact(all.ada)];
  const second = await follow(all.ada, last);
  const after = await makeContact(all.ada);
  await until(() => second.contacts().includes(after));
  expect(second.contacts()).toEqual([...meanwhile, after]);
  await second.stop();
});

test("who comes without a number hears what happens from then on", async () => {
  const old = await makeContact(all.ada);
  const numbered = "select 1 from events where facts ->> 'contact_id' = $1 and sequence is not null";
  await until(async () => (await all.world.rows(numbered, [old])).length > 0);
  const stream = await follow(all.ada);
  const fresh = await makeContact(all.ada);
  await until(() => stream.contacts().includes(fresh));
  expect(stream.contacts()).not.toContain(old);
  await stream.stop();
});
