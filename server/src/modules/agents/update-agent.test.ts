import { afterAll, beforeAll, expect, test } from "vitest";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { findExample, type SeenAgent, type Talker } from "../../testing/deeds/talk.ts";
import { openWorld, until, type World } from "../../testing/world.ts";

let world: World;
let ada: Talker;
let bob: Talker;
beforeAll(async () => {
  world = await openWorld();
  await world.work();
  ada = await withOrganization(await signUp(world, "Ada"));
  bob = await withOrganization(await signUp(world, "Bob"));
});
afterAll(() => world.close());

const fields = { name: "Helper", instructions: "Help.", model: "sandbox" };
const make = (person: Talker, json: object = fields) => person.request("/api/v1/agents", { method: "POST", json });
const patch = (person: Talker, id: string, json: object, headers = {}) =>
  person.request(`/api/v1/agents/${id}`, { method: "PATCH", json, headers });

test("a workspace starts with one example agent, in the sandbox, and never gets a second", async () => {
  const example = await findExample(ada);
  expect(example).toMatchObject({ example: true, sandbox: true, model: "sandbox", version: 1 });
  const [event] = await world.rows<{ facts: object }>(
    "select facts from events where type = 'workspace.created' and workspace_id = $1",
    [ada.workspaceId],
  );
  expect(event).toBeDefined();
  await world.rows(
    `insert into jobs (id, queue, lane, organization_id, workspace_id, user_id, data, state, run_at, attempts, created_at)
     values ('job_00000000000000000000000000', 'on.agents.workspace_created', $2, $1, $2, $3, $4, 'queued', $5, 0, $5) returning 1`,
    [ada.organizationId, ada.workspaceId, ada.userId, JSON.stringify(event!.facts), world.clock.now()],
  );
  await until(
    async () => (await world.rows("select 1 from jobs where queue = 'on.agents.workspace_created'")).length === 0,
  );
  const { data } = await readAnswer<{ data: SeenAgent[] }>(ada.request("/api/v1/agents"), 200);
  expect(data.filter(({ example: isExample }) => isExample).length).toBe(1);
});

test("an agent is made, read, changed and deleted, by whoever may, in its workspace only", async () => {
  const made = await readAnswer<SeenAgent>(make(ada), 201);
  expect(made).toMatchObject({ ...fields, example: false, version: 1 });
  const changed = await readAnswer<SeenAgent>(patch(ada, made.id, { name: "Better" }), 200);
  expect(changed).toMatchObject({ ...fields, name: "Better", version: 2 });
  expect(await readAnswer(ada.request(`/api/v1/agents/${made.id}`), 200)).toEqual(changed);
  expect(await readRefusal(bob.request(`/api/v1/agents/${made.id}`))).toBe("404 request.not_found");
  expect(await readRefusal(patch(bob, made.id, { name: "Mine" }))).toBe("404 request.not_found");
  expect(await readRefusal(bob.request(`/api/v1/agents/${made.id}`, { method: "DELETE" }))).toBe(
    "404 request.not_found",
  );
  await readAnswer(ada.request(`/api/v1/agents/${made.id}`, { method: "DELETE" }), 204);
  expect(await readRefusal(ada.request(`/api/v1/agents/${made.id}`))).toBe("404 request.not_found");
});

test("members share the workspace's agents; who may only talk cannot change them", async () => {
  const author = await joinOrganization(ada, await signUp(world, "Arthur"), "author");
  const made = await readAnswer<SeenAgent>(make(ada), 201);
  expect(await readAnswer(author.request(`/api/v1/agents/${made.id}`), 200)).toMatchObject(fields);
  expect(await readRefusal(patch(author, made.id, { name: "Mine" }))).toBe("403 request.not_allowed");
  expect(await readRefusal(make(author))).toBe("403 request.not_allowed");
});

test("a change to what has changed since is refused; of two at once one is", async () => {
  const made = await readAnswer<SeenAgent>(make(ada), 201);
  const etag = (await ada.request(`/api/v1/agents/${made.id}`)).headers.get("etag")!;
  const tried = await Promise.all(["One", "Two"].map((name) => patch(ada, made.id, { name }, { "if-match": etag })));
  expect(tried.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
});

test("changes at once without If-Match are both kept or refused, never lost", async () => {
  const made = await readAnswer<SeenAgent>(make(ada), 201);
  const [named, told] = await Promise.all([
    patch(ada, made.id, { name: "New" }),
    patch(ada, made.id, { instructions: "New." }),
  ]);
  const now = await readAnswer<SeenAgent & { instructions: string }>(ada.request(`/api/v1/agents/${made.id}`), 200);
  expect(now.name).toBe(named.status === 200 ? "New" : fields.name);
  expect(now.instructions).toBe(told.status === 200 ? "New." : fields.instructions);
});

test.each(["gpt-9", "mds_00000000000000000000000000/llama", "Sandbox", "", "sandbox "])(
  "a model that nobody offers, %j, is refused",
  async (model) => {
    expect(await readRefusal(make(ada, { ...fields, model }))).toMatch(/^422 (agents.model_unknown|request.invalid)$/);
  },
);

test("names and instructions are sealed under the organization's key", async () => {
  const made = await readAnswer<SeenAgent>(make(ada, { ...fields, name: "Zirbel-1", instructions: "Kiefer-2" }), 201);
  const [row] = await world.rows<{ name: Buffer; instructions: Buffer }>(
    "select name, instructions from agents where id = $1",
    [made.id],
  );
  expect(Buffer.concat([row!.name, row!.instructions]).toString("latin1")).not.toMatch(/Zirbel|Kiefer/);
});

test("an agent's model may be a route, kept by its id: its name, which a person made up, lies in no agent", async () => {
  const asked = { slug: "our-secret-name", strategy: "fallback", targets: [{ model: "sandbox" }] };
  const made = ada.request("/api/v1/routes", { method: "POST", json: asked });
  const { id } = await readAnswer<{ id: string }>(made, 201);
  const agent = await readAnswer<SeenAgent>(make(ada, { ...fields, model: "auto:our-secret-name" }), 201);
  expect(agent.model).toBe(`auto:${id}`);
  expect(await readAnswer(patch(ada, agent.id, { model: `auto:${id}` }), 200)).toMatchObject({ model: `auto:${id}` });
  for (const model of ["auto:none", "auto:rte_01k000000000000000000000000", "auto:"])
    expect(await readRefusal(make(ada, { ...fields, model }))).toBe("422 agents.model_unknown");
  for (const model of ["auto:our-secret-name", `auto:${id}`])
    expect(await readRefusal(make(bob, { ...fields, model })), "another organization's").toBe(
      "422 agents.model_unknown",
    );
});
