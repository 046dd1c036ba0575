import { afterAll, beforeAll, expect, test } from "vitest";
import { joinOrganization } from "../../../testing/deeds/join-organization.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";
import { openWorld, type World } from "../../../testing/world.ts";

let [here, there]: World[] = [];
let ada: PersonWithOrganization;
let eve: PersonWithOrganization;
beforeAll(async () => {
  [here, there] = [await openWorld(), await openWorld()];
  ada = await withOrganization(await signUp(here, "Ada"), "Old Works");
  eve = await withOrganization(await signUp(there, "Eve"), "New Works");
});
afterAll(() => Promise.all([here!.close(), there!.close()]));

type Report = { tables: { table: string; created: number; known: number; contents: number; refused: object[] }[] };
const words = "What is in the file, and comes along.";

async function makeContents(person: PersonWithOrganization): Promise<void> {
  const made = (path: string, json: object) =>
    readAnswer<{ id: string }>(person.request(`/api/v1${path}`, { method: "POST", json }), 201);
  await made("/agents", { name: "Librarian", instructions: "Know where things are.", model: "sandbox" });
  for (const belongs_to of ["workspace", "me"]) {
    const { id } = await made("/files", { name: `${belongs_to}.txt`, belongs_to });
    await readAnswer(sendBytes(person, `/files/${id}/content`, Buffer.from(words)), 200);
  }
  await made("/contacts", { name: "Cleo", identities: [{ kind: "email", value: "cleo@example.test" }] });
}

const sendBytes = (person: PersonWithOrganization, path: string, bytes: Buffer) =>
  person.request(`/api/v1${path}`, {
    method: "PUT",
    headers: { "content-type": "application/octet-stream" },
    body: new Uint8Array(bytes),
  });

async function archiveOf(person: PersonWithOrganization, subject: "me" | "organization"): Promise<Buffer> {
  const about = subject === "me" ? {} : { organization_id: person.organizationId };
  const json = { kind: "export", subject, ...about };
  const { id } = await readAnswer<{ id: string }>(
    person.request("/api/v1/privacy-requests", { method: "POST", json }),
    201,
  );
  return Buffer.from(await (await person.request(`/api/v1/privacy-requests/${id}/archive`)).arrayBuffer());
}

const countOf = (report: Report, table: string) => report.tables.find((one) => one.table === table);

test("what somebody exported is theirs again in another deployment, with the contents of their files", async () => {
  await makeContents(ada);
  const [mine, whole] = [await archiveOf(ada, "me"), await archiveOf(ada, "organization")];
  const told = await readAnswer<Report>(sendBytes(eve, "/imports/organization?dry_run=true", whole), 200);
  expect((await readAnswer<{ data: object[] }>(eve.request("/api/v1/contacts"), 200)).data).toEqual([]);
  const done = await readAnswer<Report>(sendBytes(eve, "/imports/organization", whole), 200);
  expect(done.tables).toEqual(told.tables);
  expect(countOf(done, "files")).toMatchObject({ created: 1, contents: 1, refused: [] });
  expect(countOf(done, "memberships")?.refused).toEqual([
    { reason: "left_behind", because: "Who may do what is decided where the data goes, never by an archive.", rows: 1 },
  ]);
  await readAnswer(sendBytes(eve, "/imports/mine", mine), 200);

  const { data: contacts } = await readAnswer<{ data: { name: string; identities: { value: string }[] }[] }>(
    eve.request("/api/v1/contacts"),
    200,
  );
  expect(contacts).toMatchObject([{ name: "Cleo", identities: [{ value: "cleo@example.test" }] }]);
  const { data: agents } = await readAnswer<{ data: { name: string }[] }>(eve.request("/api/v1/agents"), 200);
  expect(agents.map(({ name }) => name)).toContain("Librarian");
  const rows = await there!.rows<{ id: string }>("select id from files union all select id from private_files");
  expect(rows).toHaveLength(2);
  for (const { id } of rows) expect(await (await eve.request(`/api/v1/files/${id}/content`)).text(), id).toBe(words);

  const twice = await readAnswer<Report>(sendBytes(eve, "/imports/organization", whole), 200);
  expect(twice.tables.every(({ created }) => created === 0)).toBe(true);
});

test("an organization's archive is no person's, nor the other way round, and only who may change it all imports one", async () => {
  const [mine, whole] = [await archiveOf(ada, "me"), await archiveOf(ada, "organization")];
  expect(await readRefusal(sendBytes(eve, "/imports/organization", mine))).toBe("422 privacy_requests.archive_refused");
  expect(await readRefusal(sendBytes(eve, "/imports/mine", whole))).toBe("422 privacy_requests.archive_refused");
  expect(await readRefusal(sendBytes(eve, "/imports/mine", Buffer.from("zip?")))).toBe(
    "422 privacy_requests.archive_refused",
  );
  const author = await joinOrganization(eve, await signUp(there!, "Bo"), "author");
  expect(await readRefusal(sendBytes(author, "/imports/organization", whole))).toBe("403 request.not_allowed");
});
