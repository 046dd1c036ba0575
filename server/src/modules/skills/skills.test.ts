import { afterAll, beforeAll, expect, test } from "vitest";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { type PersonWithOrganization, signUp } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";

type Seen = { id: string; name: string; published: number | null; origin: string; version: number; files: SeenFile[] };
type SeenFile = { path: string; content: string; encoding: string; bytes: number };
type Version = { id: string; number: number; changes: { field: string; before: unknown; after: unknown }[] };

let all: TwoTenants;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ({ ada, bob } = all);
});
afterAll(() => all.world.close());

const fields = { name: "refunds", description: "How refunds are made.", body: "Ask for the order first." };
const send = (who: PersonWithOrganization, method: string, path: string, json: object = {}) =>
  who.request(`/api/v1/skills${path}`, { method, json });
const make = (json: object = fields) => readAnswer<Seen>(send(ada, "POST", "", json), 201);
const change = (id: string, json: object) => readAnswer<Seen>(send(ada, "PATCH", `/${id}`, json), 200);
const publish = (id: string) => readAnswer<Seen>(send(ada, "POST", `/${id}/publish`), 200);
const versionsOf = async (id: string) =>
  (await readAnswer<{ data: Version[] }>(ada.request(`/api/v1/skills/${id}/versions`), 200)).data;

test("a skill is written, changed, listed without its words and deleted, by whoever may, in its workspace only", async () => {
  const made = await make({ ...fields, files: [{ path: "notes/a.md", content: "Alpha" }] });
  expect(made).toMatchObject({ ...fields, published: null, origin: "written", version: 1 });
  expect(await change(made.id, { body: "Be quick." })).toMatchObject({ body: "Be quick.", version: 2 });
  const { data } = await readAnswer<{ data: object[] }>(ada.request("/api/v1/skills"), 200);
  expect(data).toContainEqual(expect.objectContaining({ id: made.id, name: "refunds", files: 1 }));
  expect(JSON.stringify(data)).not.toContain("Be quick.");
  const author = await joinOrganization(ada, await signUp(all.world, "Arthur"), "author");
  expect(await readRefusal(send(author, "PATCH", `/${made.id}`, { body: "Mine" }))).toBe("403 request.not_allowed");
  expect(await readRefusal(bob.request(`/api/v1/skills/${made.id}`))).toBe("404 request.not_found");
  expect(await readRefusal(send(bob, "POST", `/${made.id}/publish`))).toBe("404 request.not_found");
  expect(await readRefusal(bob.request(`/api/v1/skills/${made.id}/folder`))).toBe("404 request.not_found");
  await readAnswer(ada.request(`/api/v1/skills/${made.id}`, { method: "DELETE" }), 204);
  expect(await readRefusal(ada.request(`/api/v1/skills/${made.id}`))).toBe("404 request.not_found");
});

test("a version stays as it was published and tells what differs: fields, tools by name, files by path", async () => {
  const { id } = await make({ ...fields, files: [{ path: "a.md", content: "Alpha" }] });
  expect(await publish(id)).toMatchObject({ published: 1 });
  expect(await readRefusal(send(ada, "POST", `/${id}/publish`))).toBe("409 skills.nothing_changed");
  const files = [{ path: "a.md" }, { path: "b.bin", content: "AAEC", encoding: "base64" }];
  await change(id, { body: "Otherwise.", tools: [{ name: "calculate" }], files });
  await publish(id);
  const [second, first] = await versionsOf(id);
  expect(second!.changes).toEqual([
    { field: "body", before: fields.body, after: "Otherwise." },
    { field: "tools.calculate", before: null, after: { approval: "usual", when_untrusted: "narrow", settings: {} } },
    { field: "files.b.bin", before: null, after: "3 bytes" },
  ]);
  const path = `/api/v1/skill-versions/${first!.id}`;
  expect(await readAnswer(ada.request(path), 200)).toMatchObject({ ...fields, number: 1, files: [{ path: "a.md" }] });
  const against = await readAnswer<Version>(ada.request(`${path}?against=draft`), 200);
  expect(against.changes.map(({ field }) => field)).toEqual(["body", "tools.calculate", "files.b.bin"]);
  expect(await readRefusal(bob.request(path))).toBe("404 request.not_found");
});

test("files that are not sent anew stay, and those that are not named go", async () => {
  const { id } = await make({ ...fields, files: ["a", "b"].map((one) => ({ path: `${one}.md`, content: one })) });
  const changed = await change(id, { files: [{ path: "b.md" }, { path: "c.md", content: "Ü" }] });
  expect(changed.files).toEqual([
    { path: "b.md", content: "b", encoding: "utf8", bytes: 1 },
    { path: "c.md", content: "Ü", encoding: "utf8", bytes: 2 },
  ]);
});

const one = (path: string, content = "x") => [{ path, content }];
test.each([
  ["path", one("../up.md")],
  ["path", one("/etc/passwd")],
  ["path", one("a\\b.md")],
  ["path", one("c:/x")],
  ["path", one("a//b")],
  ["path", one("skill.MD")],
  ["path", one("a\u202eb.md")],
  ["content", [{ path: "new.md" }]],
  ["content", [{ path: "x.bin", content: "not base64!", encoding: "base64" }]],
  ["twice", [...one("A.md"), ...one("a.md")]],
  ["too_large", one("big.txt", "y".repeat(256 * 1024 + 1))],
  ["too_large", Array.from({ length: 5 }, (_, at) => one(`${at}.txt`, "z".repeat(250 * 1024))[0])],
])("a file that is refused for %s leaves no skill behind", async (reason, files) => {
  const before = await all.world.rows("select 1 from skills");
  const refused = await send(ada, "POST", "", { ...fields, files });
  expect(await refused.json()).toMatchObject({ code: "skills.file_refused", facts: { reason } });
  expect(await all.world.rows("select 1 from skills")).toEqual(before);
});

test("what a skill says is sealed under the organization's key", async () => {
  const { id } = await make({ ...fields, body: "Zirbel-1", files: [{ path: "kiefer-2.md", content: "Lärche-3" }] });
  await publish(id);
  const rows = await all.world.rows<{ content: Buffer; files: Buffer }>(
    "select content, files from skills where id = $1 union all select content, files from skill_versions where skill_id = $1",
    [id],
  );
  expect(rows.length).toBe(2);
  const kept = Buffer.concat(rows.flatMap(({ content, files }) => [content, files])).toString("latin1");
  expect(kept).not.toMatch(/Zirbel|kiefer|refunds/);
});

test("an agent is given only versions that were published here, and keeps what it has when a skill is deleted", async () => {
  const { id } = await make();
  const give = (who: PersonWithOrganization, skills: object[], agent?: string) =>
    who.request(`/api/v1/agents${agent ? `/${agent}` : ""}`, {
      method: agent ? "PATCH" : "POST",
      json: { name: "Clerk", instructions: "", model: "sandbox", settings: { skills } },
    });
  const skills = [{ skill_id: id, version: 1 }];
  expect(await readRefusal(give(ada, skills))).toBe("422 agents.skill_unknown");
  await publish(id);
  expect(await readRefusal(give(bob, skills))).toBe("422 agents.skill_unknown");
  expect(await readRefusal(give(ada, [{ skill_id: id, version: 2 }]))).toBe("422 agents.skill_unknown");
  expect(await readRefusal(give(ada, [...skills, ...skills]))).toBe("422 request.invalid");
  const agent = await readAnswer<{ id: string }>(give(ada, skills), 201);
  await readAnswer(ada.request(`/api/v1/skills/${id}`, { method: "DELETE" }), 204);
  expect(await readAnswer(give(ada, skills, agent.id), 200)).toMatchObject({ settings: { skills } });
});
