import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs } from "../../framework/clock.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let ada: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld();
  ada = await withOrganization(await signUp(world, "Ada"));
});
afterAll(() => world.close());

const path = "/.well-known/security.txt";
const hears = async (security_contact: string) => {
  const etag = (await ada.request("/api/v1/operator/profile")).headers.get("etag")!;
  const init = { method: "PATCH", json: { security_contact }, headers: { "if-match": etag } };
  await readAnswer(ada.request("/api/v1/operator/profile", init), 200);
  return world.request(path);
};

test("nobody is sent anywhere with a weakness while the operator has not said where", async () => {
  expect((await world.request(path)).status).toBe(404);
  for (const none of [
    "[TODO]",
    "security at example",
    "a@b.test\nContact: mailto:eve@evil.test",
    "javascript:alert(1)",
  ])
    expect((await hears(none)).status, none).toBe(404);
});

test("security.txt names the contact as a URI, and never expires while it is served (RFC 9116)", async () => {
  const text = await (await hears("security@engines.test")).text();
  expect(text).toContain("Contact: mailto:security@engines.test\n");
  expect(text).toContain(`Canonical: ${world.app.deployment.origin}${path}\n`);
  for (let days = 0; days < 3; days++) {
    world.clock.advance(100 * dayMs);
    const answer = await world.request(path);
    expect(answer.headers.get("content-type")).toMatch(/^text\/plain; charset=utf-8$/i);
    const expires = Date.parse(/^Expires: (.+)$/m.exec(await answer.text())![1]!);
    const left = (expires - world.clock.now().getTime()) / dayMs;
    expect(left > 30 && left < 365).toBe(true);
  }
});

test("a browser's Global Privacy Control is answered, and shown to have arrived", async () => {
  const answer = await world.request("/.well-known/gpc.json", { headers: { "sec-gpc": "1" } });
  expect(answer.headers.get("gpc-honoured")).toBe("1");
  expect(await answer.json()).toMatchObject({ gpc: true });
  for (const other of ["0", "true", "1, 1"])
    expect((await world.request("/", { headers: { "sec-gpc": other } })).headers.get("gpc-honoured")).toBeNull();
});
