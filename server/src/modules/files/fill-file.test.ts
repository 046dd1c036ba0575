import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filledPort } from "../../framework/ports.ts";
import { ObjectMissing } from "../../integrations/roles/object-store.ts";
import { readAll } from "../../integrations/roles/object-store.contract.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { type PersonWithOrganization, signUp, untilIdle } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { objectStorePort } from "./contents/open-object.ts";
import { fileBytesMax } from "./fill-file.ts";

let all: TwoTenants;
let colleague: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  colleague = await joinOrganization(all.ada, await signUp(all.world, "Cleo"), "author");
});
afterAll(() => all.world.close());

type File = { id: string; name: string; state: string; type: string | null; bytes: number | null; belongs_to: string };
const store = () => filledPort(all.world.app.ports, objectStorePort);

async function makeFile(person: PersonWithOrganization, fields: object = {}): Promise<File> {
  const made = person.request("/api/v1/files", { method: "POST", json: { name: "notes.txt", ...fields } });
  return readAnswer<File>(made, 201);
}
const send = (person: PersonWithOrganization, id: string, content: string | Buffer, headers = {}) =>
  person.request(`/api/v1/files/${id}/content`, {
    method: "PUT",
    headers: { "content-type": "application/octet-stream", ...headers },
    body: new Uint8Array(Buffer.from(content)),
  });
async function upload(person: PersonWithOrganization, content: string | Buffer, fields: object = {}): Promise<File> {
  const { id } = await makeFile(person, fields);
  return readAnswer<File>(send(person, id, content), 200);
}
const download = (person: PersonWithOrganization, id: string, headers: Record<string, string> = {}) =>
  person.request(`/api/v1/files/${id}/content`, { headers });
const objectOf = async (id: string) =>
  (
    await all.world.rows<{ object: string }>(
      "select object from files where id = $1 union all select object from private_files where id = $1",
      [id],
    )
  )[0]!.object;
const stored = async () => {
  const names: string[] = [];
  for await (const { name } of store().list()) names.push(name);
  return names;
};

describe("a file", () => {
  test("is given back as it was sent, whole and in parts", async () => {
    const content = randomBytes(400_000);
    const { id, bytes, type, state } = await upload(all.ada, content, { name: "Rätsel 'n' more.bin" });
    expect({ bytes, type, state }).toEqual({ bytes: 400_000, type: "application/octet-stream", state: "stored" });
    const whole = await download(all.ada, id);
    expect(Buffer.from(await whole.arrayBuffer()).equals(content)).toBe(true);
    expect(whole.headers.get("content-disposition")).toBe(
      `attachment; filename="file"; filename*=UTF-8''R%C3%A4tsel%20%27n%27%20more.bin`,
    );
    const part = await download(all.ada, id, { range: "bytes=131071-131072" });
    expect([part.status, part.headers.get("content-range")]).toEqual([206, "bytes 131071-131072/400000"]);
    expect(Buffer.from(await part.arrayBuffer()).equals(content.subarray(131_071, 131_073))).toBe(true);
    const tail = await download(all.ada, id, { range: "bytes=-5" });
    expect(Buffer.from(await tail.arrayBuffer()).equals(content.subarray(-5))).toBe(true);
    expect(await readRefusal(download(all.ada, id, { range: "bytes=400000-" }))).toBe("416 files.range_unsatisfiable");
  });

  test("lies in the store as ciphertext, under a name that no hash of its content makes", async () => {
    const canary = `The canary sings in the store ${randomBytes(8).toString("hex")}`;
    const { id } = await upload(all.ada, canary);
    const object = await objectOf(id);
    const sealed = await readAll(store().read(object, { start: 0, end: canary.length + 16 }));
    expect(sealed.includes("canary")).toBe(false);
    const { createHash } = await import("node:crypto");
    expect(object).not.toContain(createHash("sha256").update(canary).digest("hex"));
  });

  test("that could carry a script is given out as bytes, and always as a download in a sandbox", async () => {
    for (const nasty of ["<!doctype html><script>alert(1)</script>", '<?xml version="1.0"?><svg onload="alert(1)"/>']) {
      const { id } = await upload(all.ada, nasty, { name: "page.html" });
      const { headers } = await download(all.ada, id);
      expect(headers.get("content-type")).toMatch(/^(?:text\/plain; charset=utf-8|application\/octet-stream)$/);
      expect(headers.get("content-disposition")).toMatch(/^attachment;/);
      expect(headers.get("content-security-policy")).toContain("sandbox");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  test("is of the type its content has, whatever its name claims", async () => {
    const png = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    );
    const { id, type } = await upload(all.ada, png, { name: "invoice.pdf" });
    expect(type).toBe("image/png");
    expect((await download(all.ada, id)).headers.get("content-type")).toBe("image/png");
  });

  test("is never overwritten; the same content again changes nothing", async () => {
    const { id } = await upload(all.ada, "first");
    expect((await send(all.ada, id, "first")).status).toBe(200);
    expect(await readRefusal(send(all.ada, id, "second"))).toBe("409 files.already_filled");
    expect(await (await download(all.ada, id)).text()).toBe("first");
  });

  test("without content says so", async () => {
    const { id, state } = await makeFile(all.ada);
    expect(state).toBe("empty");
    expect(await readRefusal(download(all.ada, id))).toBe("409 files.empty");
  });

  test("of nothing is a file of nothing", async () => {
    const { id, bytes } = await upload(all.ada, "");
    expect(bytes).toBe(0);
    expect(await (await download(all.ada, id)).text()).toBe("");
  });

  test("that is too large is refused by what it announces, and by what comes; nothing of it stays", async () => {
    const { id } = await makeFile(all.ada);
    const before = await stored();
    const announced = send(all.ada, id, "x", { "content-length": String(fileBytesMax + 1) });
    expect(await readRefusal(announced)).toBe("413 request.too_large");
    const piece = new Uint8Array(1024 * 1024);
    let pieces = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => (pieces++ > 105 ? controller.close() : controller.enqueue(piece)),
    });
    const endless = all.ada.request(`/api/v1/files/${id}/content`, { method: "PUT", body, duplex: "half" } as never);
    expect(await readRefusal(endless)).toBe("413 request.too_large");
    expect(await stored()).toEqual(before);
  });

  test("sent by someone who may not write is refused before a byte is taken in", async () => {
    const { id } = await makeFile(all.ada);
    const viewer = await joinOrganization(all.ada, await signUp(all.world, "Vera"), "viewer");
    let isRead = false;
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          isRead = true;
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const asked = viewer.request(`/api/v1/files/${id}/content`, { method: "PUT", body, duplex: "half" } as never);
    expect(await readRefusal(asked)).toBe("403 request.not_allowed");
    expect(isRead).toBe(false);
  });
});

describe("the same content", () => {
  test("is stored once for a workspace, and stays until its last file goes", async () => {
    const content = randomBytes(1000);
    const [first, second] = [await upload(all.ada, content), await upload(colleague, content)];
    const object = await objectOf(first.id);
    expect(await objectOf(second.id)).toBe(object);
    expect((await all.ada.request(`/api/v1/files/${first.id}`, { method: "DELETE" })).status).toBe(204);
    await untilIdle(all.world, "files.");
    expect((await (await download(colleague, second.id)).arrayBuffer()).byteLength).toBe(1000);
    expect((await all.ada.request(`/api/v1/files/${second.id}`, { method: "DELETE" })).status).toBe(204);
    await untilIdle(all.world, "files.");
    expect(await stored()).not.toContain(object);
    expect(await all.world.rows("select 1 from stored_objects where name = $1", [object])).toEqual([]);
  });

  test("of two tenants, or of a workspace and a person, shows in no name, hash or byte that it is the same", async () => {
    const content = randomBytes(1000);
    const ids = [
      (await upload(all.ada, content)).id,
      (await upload(all.bob, content)).id,
      (await upload(all.ada, content, { belongs_to: "me" })).id,
      (await upload(colleague, content, { belongs_to: "me" })).id,
    ];
    const objects = await Promise.all(ids.map(objectOf));
    expect(new Set(objects.map((name) => name.split("-")[0])).size).toBe(4);
    const sealed = await Promise.all(objects.map((name) => readAll(store().read(name, { start: 0, end: 1016 }))));
    expect(new Set(sealed.map((bytes) => bytes.toString("hex"))).size).toBe(4);
  });

  test("sent twice at once ends as two files that both open", async () => {
    const content = randomBytes(200_000);
    const made = await Promise.all([makeFile(all.ada), makeFile(colleague)]);
    await Promise.all([send(all.ada, made[0].id, content), send(colleague, made[1].id, content)]);
    for (const { id } of made)
      expect(Buffer.from(await (await download(all.ada, id)).arrayBuffer()).equals(content)).toBe(true);
  });
});

test("one's own file is absent to colleagues, in lists as well", async () => {
  const { id } = await upload(all.ada, "mine alone", { belongs_to: "me" });
  expect(await readRefusal(download(colleague, id))).toBe("404 request.not_found");
  const theirs = await readAnswer<{ data: File[] }>(colleague.request("/api/v1/files?belongs_to=me"), 200);
  expect(theirs.data.map((file) => file.id)).not.toContain(id);
  const own = await readAnswer<{ data: File[] }>(all.ada.request("/api/v1/files?belongs_to=me"), 200);
  expect(own.data.map((file) => file.id)).toContain(id);
});

test("a store that lost or changed a file is found out by the check, and the file says so", async () => {
  const [lost, changed, whole] = [
    await upload(all.ada, "lost"),
    await upload(all.ada, "changed"),
    await upload(all.ada, "whole"),
  ];
  await store().remove(await objectOf(lost.id));
  const name = await objectOf(changed.id);
  async function* otherBytes() {
    yield randomBytes(7 + 16);
  }
  await (await store().stage(otherBytes())).publish(name);
  await all.world.rows("update files set checked_at = $1", [new Date(0)]);
  const { makeWork } = await import("../../framework/work.ts");
  const { readIn } = await import("../../framework/database/tenant.ts");
  const { checkFiles } = await import("./contents/check-files.job.ts");
  const principal = { kind: "system" as const, id: "files.check" };
  const work = makeWork(all.world.app, {
    db: readIn(all.world.app.database, {}),
    principal,
    purpose: "files",
    log: all.world.app.log,
  });
  const inScope = () => Promise.reject(new Error("no step"));
  const check = () => checkFiles.run({ ...work, signal: new AbortController().signal, attempt: 1, inScope }, {});
  await check();
  await all.world.rows("update files set checked_at = $1", [new Date(0)]);
  await check(); // what is known is not told again
  const told = await readAnswer<{ data: { kind: string; severity: string; facts: object }[] }>(
    all.ada.request("/api/v1/security-events"),
    200,
  );
  expect(told.data.filter(({ kind }) => kind === "file.damaged")).toMatchObject([
    { severity: "critical", facts: { files: 2 } },
  ]);
  for (const { id } of [lost, changed]) expect(await readRefusal(download(all.ada, id))).toBe("409 files.damaged");
  expect(await (await download(all.ada, whole.id)).text()).toBe("whole");
  expect((await readAnswer<File>(all.ada.request(`/api/v1/files/${lost.id}`), 200)).state).toBe("damaged");
  await expect(readAll(store().read(await objectOf(lost.id), { start: 0, end: 4 }))).rejects.toBeInstanceOf(
    ObjectMissing,
  );
  // Sending the content again mends it.
  await readAnswer(send(all.ada, lost.id, "lost"), 200);
  expect(await (await download(all.ada, lost.id)).text()).toBe("lost");
});
