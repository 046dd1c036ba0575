import { afterAll, beforeAll, expect, test } from "vitest";
import { makeApiKey } from "../../testing/deeds/join-organization.ts";
import { type PersonWithOrganization, signUp, untilIdle, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld();
  ada = await withOrganization(await signUp(world, "Ada"));
  bob = await withOrganization(await signUp(world, "Bob"));
});
afterAll(() => world.close());

const askFrom = (token: string, ip: string) =>
  world.request("/api/v1/workspaces", { ip, headers: { authorization: `Bearer ${token}` } });
const kinds = async (person: PersonWithOrganization) => {
  await untilIdle(world);
  const asked = person.request("/api/v1/security-events");
  return (await readAnswer<{ data: { kind: string; facts: object; client: object }[] }>(asked, 200)).data;
};

test("a key works from its networks and from nowhere else, and its organization is told once", async () => {
  const { id, token } = await makeApiKey(ada, {
    scopes: ["workspaces.read"],
    networks: ["192.0.2.0/24", "2001:db8::/32"],
  });
  expect((await askFrom(token, "192.0.2.200")).status).toBe(200);
  expect((await askFrom(token, "2001:db8::5")).status).toBe(200);
  for (let n = 0; n < 3; n++) expect(await readRefusal(askFrom(token, "203.0.113.5"))).toBe("403 request.not_allowed");
  expect(await kinds(ada)).toMatchObject([
    { kind: "api_key.wrong_network", facts: { api_key_id: id }, client: { ip: "203.0.113.5" } },
  ]);
  expect(await kinds(bob)).toEqual([]);
});

test("a key without networks works from anywhere; what is no network is refused", async () => {
  const { token } = await makeApiKey(ada, { scopes: ["workspaces.read"] });
  expect((await askFrom(token, "203.0.113.5")).status).toBe(200);
  const json = { name: "Robot", scopes: ["workspaces.read"], networks: ["everywhere"] };
  expect(await readRefusal(ada.request("/api/v1/api-keys", { method: "POST", json }))).toBe("422 request.invalid");
});
