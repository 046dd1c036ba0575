import { afterAll, beforeAll, expect, test } from "vitest";
import { readZip } from "../../../privacy/testing/read-zip.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";
import { type Zipped, zipFolder } from "../../../testing/samples/zip-folder.ts";

type Seen = {
  id: string;
  name: string;
  body: string;
  origin: string;
  published: number | null;
  tools: object[];
  files: { path: string; encoding: string }[];
  left_out: string[];
};

let all: TwoTenants;
let ada: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
});
afterAll(() => all.world.close());

const skillFile = (more = "", body = "# Steps\n\nRead the form.") =>
  `---\nname: fill-forms\ndescription: Fills in forms. Use it when somebody has a form.\n${more}---\n${body}\n`;
const folder = (...files: Zipped[]) => zipFolder([{ path: "fill-forms/SKILL.md", content: skillFile() }, ...files]);
const send = (who: PersonWithOrganization, bytes: Buffer | string, query = "") =>
  who.request(`/api/v1/skills/import${query}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: new Uint8Array(Buffer.from(bytes)),
  });
const imported = async (bytes: Buffer | string, query = "") => readAnswer<Seen>(send(ada, bytes, query), 201);

test("a folder comes as a draft of somebody else's words, with its files, and its tools give no right", async () => {
  const said = skillFile(
    'allowed-tools: calculate Bash(git add:*) Read\nlicense: MIT\nmetadata:\n  author: example-org\n  version: "1.0"\nmodel: big\n',
  );
  const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]);
  const made = await imported(
    await zipFolder([
      { path: "fill-forms/SKILL.md", content: said },
      { path: "fill-forms/references/FORMS.md", content: "All forms." },
      { path: "fill-forms/assets/logo.png", content: picture },
      { path: "__MACOSX/fill-forms/._SKILL.md", content: "left by a system" },
    ]),
  );
  expect(made).toMatchObject({
    name: "fill-forms",
    body: "# Steps\n\nRead the form.",
    license: "MIT",
    metadata: { author: "example-org", version: "1.0" },
    origin: "imported",
    published: null,
    tools: [{ name: "calculate", approval: "usual", settings: {} }],
    left_out: ["model", "Bash(git add:*)", "Read"],
  });
  expect(made.files.map(({ path, encoding }) => [path, encoding])).toEqual([
    ["references/FORMS.md", "utf8"],
    ["assets/logo.png", "base64"],
  ]);
});

test("a `SKILL.md` alone is a skill, and a folder takes the place of the draft it is sent for, never of a version", async () => {
  const made = await imported(skillFile());
  await readAnswer(ada.request(`/api/v1/skills/${made.id}/publish`, { method: "POST", json: {} }), 200);
  const again = await imported(skillFile("", "Otherwise."), `?skill_id=${made.id}`);
  expect(again).toMatchObject({ id: made.id, body: "Otherwise.", published: 1 });
  expect(await readRefusal(send(all.bob, skillFile(), `?skill_id=${made.id}`))).toBe("404 request.not_found");
});

test("what is exported is the folder again, and comes back the same", async () => {
  const said = skillFile("allowed-tools: calculate get_time\nmetadata:\n  author: 'a: \"b\"'\n");
  const files = [{ path: "x/scripts/run.sh", content: "echo hi" }];
  const made = await imported(await zipFolder([{ path: "x/SKILL.md", content: said }, ...files]));
  const answer = await ada.request(`/api/v1/skills/${made.id}/folder`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(answer.headers.get("content-disposition")).toContain(`${made.id}.zip`);
  expect([...(await readZip(bytes)).keys()]).toEqual(["fill-forms/SKILL.md", "fill-forms/scripts/run.sh"]);
  const { name, body, tools, files: kept } = await imported(bytes);
  expect({ name, body, tools, files: kept }).toEqual({
    name: made.name,
    body: made.body,
    tools: made.tools,
    files: made.files,
  });
});

const at = (path: string, content: string | Buffer = "x", mode = 0o100644): Zipped => ({ path, content, mode });
const front = (yaml: string) => `---\n${yaml}\n---\nHello`;
const laughs = `a: &a [x, x]\nb: [*a, *a]\nname: fill-forms\ndescription: Ha.`;
test.each<[string, string, () => Promise<Buffer> | string]>([
  ["leads out of the folder", "path", () => folder(at("fill-forms/../../etc/cron.d/x"))],
  ["begins at the root", "path", () => folder(at("/etc/passwd"))],
  ["has a drive", "path", () => folder(at("fill-forms/c:/x.md"))],
  ["has backslashes", "path", () => folder(at("fill-forms\\..\\x.md"))],
  ["is a link", "not_a_file", () => folder(at("fill-forms/link.md", "/etc/passwd", 0o120777))],
  ["is a device", "not_a_file", () => folder(at("fill-forms/null.md", "", 0o020666))],
  ["is there twice", "twice", () => folder(at("fill-forms/a.md"), at("fill-forms/A.md"))],
  ["lies beside the folder", "beside_the_folder", () => folder(at("another/a.md"))],
  ["is a bomb", "too_large", () => folder(at("fill-forms/b.txt", Buffer.alloc(200 * 1024)))],
  ["is too large", "too_large", () => folder(at("fill-forms/b.txt", noise(300 * 1024)))],
  ["is one of too many", "too_large", () => folder(...Array.from({ length: 80 }, (_, i) => at(`fill-forms/${i}.md`)))],
  ["is not there", "no_skill_file", () => zipFolder([at("fill-forms/README.md")])],
  ["is no text", "not_text", () => zipFolder([at("SKILL.md", Buffer.from([0, 1, 2]))])],
  ["is broken", "not_a_zip", () => "PK and nothing more"],
  ["has no front matter", "no_front_matter", () => "# Just words"],
  ["has a front matter that is no YAML", "not_yaml", () => front("name: [")],
  ["has a front matter that grows without end", "not_yaml", () => front(laughs)],
  ["has a name that is none", "front_matter", () => front("name: Fill Forms\ndescription: x")],
  ["says not what it is for", "front_matter", () => front("name: fill-forms")],
])("a folder in which something %s is refused, and leaves nothing", async (_, reason, make) => {
  const before = await all.world.rows("select 1 from skills");
  const refused = await send(ada, await make());
  expect(await refused.json()).toMatchObject({ code: "skills.archive_refused", facts: { reason } });
  expect(await all.world.rows("select 1 from skills")).toEqual(before);
});

test("a zip of more than two megabytes is not read to its end", async () => {
  expect(await readRefusal(send(ada, noise(2 * 1024 * 1024 + 1)))).toBe("413 request.too_large");
});

/** What does not become smaller, and is always the same. */
function noise(bytes: number): Buffer {
  const made = Buffer.alloc(bytes);
  for (let place = 0, state = 1; place < bytes; place++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    made[place] = state >>> 16;
  }
  return made;
}
