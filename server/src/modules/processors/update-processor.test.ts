import { afterAll, beforeAll, expect, test } from "vitest";
import { filledPort } from "../../framework/ports.ts";
import { registerPort } from "../../egress/public.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, until, type World } from "../../testing/world.ts";

type Entry = { processor: string; effective_at: string | null; obstacle: { reason: string } | null };

let world: World;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld();
  ada = await withOrganization(await signUp(world, "Ada"));
});
afterAll(() => world.close());

const path = "/api/v1/operator/processors";
const change = (name: string, json: object) => ada.request(`${path}/${name}`, { method: "PATCH", json });
const reviewed = () => ({
  reviewed_on: world.clock.now().toISOString().slice(0, 10),
  contract: { reference: "DPA 2026-7", signed_on: "2026-02-01" },
});
const entryFor = async (person: PersonWithOrganization, name: string) =>
  (await readAnswer<{ data: Entry[] }>(person.request("/api/v1/processors?limit=100"), 200)).data.find(
    ({ processor }) => processor === name,
  );

test("while the operator is alone, an entry takes effect as soon as it is put right", async () => {
  expect(await entryFor(ada, "mistral")).toMatchObject({ effective_at: null, obstacle: { reason: "not_in_effect" } });
  expect(await readAnswer<Entry>(change("mistral", reviewed()), 200)).toMatchObject({ obstacle: null });
  await until(async () => (await entryFor(ada, "mistral"))?.obstacle === null, 1000);
});

test("once others have an account, a new processor waits for the notice period", async () => {
  bob = await withOrganization(await signUp(world, "Bob"));
  const saved = await readAnswer<Entry>(change("anthropic", reviewed()), 200);
  const waits = new Date(saved.effective_at!).getTime() - world.clock.now().getTime();
  expect(waits).toBe(30 * 86_400_000);
  expect(await entryFor(bob, "anthropic")).toMatchObject({ obstacle: { reason: "not_in_effect" } });
});

test("one that is retired is gone from the register of every process within a second, and can be added again", async () => {
  const added = {
    ...reviewed(),
    processor: "example-ai",
    name: "Example AI",
    role: "processor",
    purposes: ["ai"],
    hosts: ["api.example.com"],
    data_categories: ["prompts"],
    country: "DE",
    transfer: null,
    retention_days: 0,
    zero_retention: "always",
    trains: false,
    policy_url: "https://example.com/privacy",
  };
  await readAnswer(ada.request(path, { method: "POST", json: added }), 201);
  expect(await readRefusal(ada.request(path, { method: "POST", json: added }))).toBe("409 processors.known");
  expect((await ada.request(`${path}/example-ai`, { method: "DELETE" })).status).toBe(204);
  await until(async () => !(await filledPort(world.app.ports, registerPort).read()).has("example-ai"), 1000);
  await readAnswer(ada.request(path, { method: "POST", json: added }), 201);
});

test("nobody but the operator changes the register, and what no entry has is absent", async () => {
  expect(await readRefusal(bob.request(`${path}/mistral`, { method: "PATCH", json: { trains: true } }))).toBe(
    "403 request.not_allowed",
  );
  expect(await readRefusal(change("nobody-known", { trains: false }))).toBe("404 request.not_found");
});

test("hosts that are none are refused", async () => {
  for (const host of ["https://api.example.com", "api.example.com/path", "*", "*.", "a b", "127.0.0.1:80"])
    expect(await readRefusal(change("mistral", { hosts: [host] })), host).toBe("422 request.invalid");
});
