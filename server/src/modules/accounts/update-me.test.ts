import { afterAll, beforeAll, expect, test } from "vitest";
import { type Person, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let ada: Person;
let bob: Person;
beforeAll(async () => {
  world = await openWorld();
  ada = await signUp(world, "Ada");
  bob = await signUp(world, "Bob");
});
afterAll(() => world.close());

const update = (person: Person, json: object, headers: Record<string, string> = {}) =>
  person.request("/api/v1/me", { method: "PATCH", json, headers });

test("a person changes how they are shown, and nobody else is changed", async () => {
  const changed = await readAnswer(
    update(bob, { name: "Robert", locale: "pt-BR", time_zone: "America/Sao_Paulo", theme: "dark" }),
    200,
  );
  expect(changed).toMatchObject({
    id: bob.userId,
    name: "Robert",
    email: bob.email,
    locale: "pt-BR",
    time_zone: "America/Sao_Paulo",
    theme: "dark",
  });
  expect(await readAnswer(bob.request("/api/v1/me"), 200)).toMatchObject({ user: changed });
  expect(await readAnswer(ada.request("/api/v1/me"), 200)).toMatchObject({ user: { name: "Ada", theme: "auto" } });
  expect(await readAnswer(update(bob, { theme: "light" }), 200)).toMatchObject({ name: "Robert", theme: "light" });
});

test("what was changed since it was read is not overwritten, also when both come at once", async () => {
  const etag = (await ada.request("/api/v1/me")).headers.get("etag")!;
  const first = await update(ada, { name: "Ada L." }, { "if-match": etag });
  expect(first.status).toBe(200);
  expect(await readRefusal(update(ada, { name: "Ada K." }, { "if-match": etag }))).toBe("412 request.changed");
  const next = first.headers.get("etag")!;
  const both = await Promise.all(["A", "B", "C"].map((name) => update(ada, { name }, { "if-match": next })));
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
});

test.each([
  { name: "" },
  { name: "x".repeat(101) },
  { theme: "sepia" },
  { locale: "english" },
  { time_zone: "+02:00" },
  { email: "other@example.test" },
  { is_operator: true },
])("%j is refused", async (json) => {
  expect(await readRefusal(update(bob, json))).toBe("422 request.invalid");
});

test("a person sees where they belong, and only that", async () => {
  const hers = await withOrganization(ada, "Hers");
  const his = await withOrganization(bob, "His");
  const organizationsOf = async (person: Person) =>
    (await readAnswer<{ organizations: { id: string }[] }>(person.request("/api/v1/me"), 200)).organizations;
  expect(await organizationsOf(ada)).toMatchObject([
    { id: hers.organizationId, name: "Hers", role: "owner", workspaces: [{ id: hers.workspaceId }] },
  ]);
  expect(await organizationsOf(bob)).toMatchObject([{ id: his.organizationId, name: "His" }]);
});

test("without a session there is nobody to show or change", async () => {
  expect(await readRefusal(world.request("/api/v1/me"))).toBe("401 request.not_signed_in");
  const headers = { "avow-csrf": "1", "content-type": "application/json", cookie: `avow-session=${"A".repeat(43)}` };
  expect(await readRefusal(world.request("/api/v1/me", { method: "PATCH", headers, body: "{}" }))).toBe(
    "401 request.not_signed_in",
  );
});
