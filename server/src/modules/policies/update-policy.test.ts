import { afterAll, beforeAll, expect, test } from "vitest";
import { fakeClock } from "../../framework/clock.ts";
import { filledPort } from "../../framework/ports.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, until, type World } from "../../testing/world.ts";
import { policiesPort } from "../../egress/public.ts";

type Parameter = {
  name: string;
  value: unknown;
  own_value: unknown;
  chosen_by: string;
  range: unknown;
  inherited: unknown;
  pending: { value: unknown; effective_at: string } | null;
};
type Policy = { version: number; preset: string | null; is_notice_due: boolean; parameters: Parameter[] };
type Changes = { changes: { parameter: string; direction: string; is_announced: boolean; effective_at: string }[] };

let world: World;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld();
  ada = await withOrganization(await signUp(world, "Ada"));
  bob = await withOrganization(await signUp(world, "Bob"));
});
afterAll(() => world.close());

const path = "/api/v1/policy";
const read = (person: PersonWithOrganization, of = path) => readAnswer<Policy>(person.request(of), 200);
const save = (person: PersonWithOrganization, json: object) => person.request(path, { method: "PATCH", json });
const named = ({ parameters }: Policy, name: string) => parameters.find((one) => one.name === name)!;
const policies = () => filledPort(world.app.ports, policiesPort);
const inForce = ({ organizationId, workspaceId }: PersonWithOrganization) =>
  policies().read({ organizationId, workspaceId });

test("without a word from anyone the strictest holds, and other organizations keep theirs when one chooses", async () => {
  expect(named(await read(ada), "ai.locality")).toMatchObject({ value: "self_hosted_only", chosen_by: "default" });
  await readAnswer(save(ada, { values: { "message.preview_chars": 10 } }), 200);
  expect(named(await read(ada), "message.preview_chars")).toMatchObject({
    value: 10,
    own_value: 10,
    chosen_by: "organization",
  });
  expect(named(await read(bob), "message.preview_chars")).toMatchObject({ value: 80, own_value: null });
});

test("a workspace narrows what its organization leaves, and can't leave it", async () => {
  await readAnswer(
    save(ada, {
      ranges: { "ai.provider_retention_max": { min: 0, max: 7 } },
      values: { "ai.provider_retention_max": 7 },
    }),
    200,
  );
  const outside = save(ada, { workspace_id: ada.workspaceId, values: { "ai.provider_retention_max": 8 } });
  expect(await readRefusal(outside)).toBe("422 policies.outside_range");
  await readAnswer(save(ada, { workspace_id: ada.workspaceId, values: { "ai.provider_retention_max": 3 } }), 200);
  const workspace = await read(ada, `/api/v1/workspaces/${ada.workspaceId}/policy`);
  expect(named(workspace, "ai.provider_retention_max")).toMatchObject({
    value: 3,
    chosen_by: "workspace",
    inherited: { min: 0, max: 7 },
  });
  expect(await readRefusal(save(ada, { workspace_id: ada.workspaceId, values: { "age.min": 21 } }))).toBe(
    "422 policies.not_here",
  );
});

test("weakening a published parameter waits for the notice period, and can be taken back until then", async () => {
  const preview = await readAnswer<Changes>(
    ada.request(`${path}/preview`, {
      method: "POST",
      json: { values: { "ai.locality": "allow_list", "redaction.contact": "block" } },
    }),
    200,
  );
  expect(preview.changes.map(({ parameter, direction, is_announced }) => [parameter, direction, is_announced])).toEqual(
    [
      ["ai.locality", "weaker", true],
      ["redaction.contact", "tighter", false],
    ],
  );
  const saved = await readAnswer<Policy>(
    save(ada, { values: { "ai.locality": "allow_list", "redaction.contact": "block" } }),
    200,
  );
  expect(named(saved, "ai.locality")).toMatchObject({ value: "self_hosted_only", pending: { value: "allow_list" } });
  expect(named(saved, "redaction.contact")).toMatchObject({ value: "block", pending: null });
  expect(await read(ada)).toEqual(saved);
  const withdraw = () => ada.request(`${path}/withdraw`, { method: "POST", json: { parameter: "ai.locality" } });
  expect((await withdraw()).status).toBe(204);
  expect(named(await read(ada), "ai.locality").pending).toBeNull();
  expect((await withdraw()).status).toBe(204);
});

test("what was announced takes effect at its instant, not a moment before", async () => {
  const cleo = await withOrganization(await signUp(world, "Cleo"));
  const saved = await readAnswer<Policy>(save(cleo, { values: { "age.min": 16 } }), 200);
  const { effective_at } = named(saved, "age.min").pending!;
  const later = (ms: number) => fakeClock(new Date(new Date(effective_at).getTime() + ms)).now();
  const said = async (at: Date) =>
    (await policies().readLevels({ organizationId: cleo.organizationId }, at))[1]!.settings.get("age.min")?.value;
  expect(await said(later(-1))).toBeUndefined();
  expect(await said(later(0))).toBe(16);
  expect(new Date(effective_at).getTime() - world.clock.now().getTime()).toBe(30 * 86_400_000);
});

test("a change reaches what asks for the policy within a second", async () => {
  expect((await inForce(bob)).number("message.preview_chars")).toBe(80);
  await readAnswer(save(bob, { values: { "message.preview_chars": 5 } }), 200);
  await until(async () => (await inForce(bob)).number("message.preview_chars") === 5, 1000);
});

test("recipients are stored as keyed hashes and sealed words, and read back as typed", async () => {
  await readAnswer(save(bob, { values: { "egress.recipients": ["Example.com", "ada@example.test"] } }), 200);
  expect(named(await read(bob), "egress.recipients").value).toEqual(["example.com", "ada@example.test"]);
  const stored = await world.rows(
    "select setting, recipients from policy_settings where parameter = 'egress.recipients'",
    [],
  );
  expect(JSON.stringify(stored)).not.toContain("example");
  expect(await readRefusal(save(bob, { values: { "egress.recipients": ["not a recipient"] } }))).toBe(
    "422 policies.not_a_recipient",
  );
});

test("a preset is saved as one version, and the history names who and when", async () => {
  const before = await read(bob);
  world.clock.advance(1);
  const saved = await readAnswer<Policy>(save(bob, { preset: "aura" }), 200);
  expect(saved).toMatchObject({ version: before.version + 1, preset: "aura" });
  expect(named(saved, "ai.providers").range).toEqual({ within: [] });
  const { data } = await readAnswer<{ data: { preset: string; set_by: { name: string } }[] }>(
    bob.request(`${path}/changes`),
    200,
  );
  expect(data[0]).toMatchObject({ preset: "aura", set_by: { name: "Bob" } });
  expect(await readRefusal(save(bob, { values: { "ai.providers": ["openai"] } }))).toBe("422 policies.outside_range");
});

test("of two saves on the same version at once, one is refused", async () => {
  const etag = (await ada.request(path)).headers.get("etag")!;
  const tries = [1, 2].map((chars) =>
    ada.request(path, {
      method: "PATCH",
      json: { values: { "message.preview_chars": chars } },
      headers: { "if-match": etag },
    }),
  );
  expect((await Promise.all(tries)).map(({ status }) => status).toSorted((a, z) => a - z)).toEqual([200, 412]);
});

test("a member without the permission reads the policy and can't change it", async () => {
  const viewer = await joinOrganization(ada, await signUp(world, "Vera"), "viewer");
  await readAnswer(viewer.request(path), 200);
  expect(await readRefusal(viewer.request(path, { method: "PATCH", json: { values: {} } }))).toBe(
    "403 request.not_allowed",
  );
});

test("the operator's range binds every organization at once", async () => {
  await readAnswer(
    ada.request("/api/v1/operator/policy", {
      method: "PATCH",
      json: { ranges: { "message.preview_chars": { min: 0, max: 4 } } },
    }),
    200,
  );
  expect(named(await read(bob), "message.preview_chars")).toMatchObject({ value: 4, inherited: { min: 0, max: 4 } });
});
