import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run as verifyAudit } from "../../operate/verbs/verify-audit.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { type Person, type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, until, type World } from "../../testing/world.ts";

let world: World;
let ada: PersonWithOrganization;
let auditor: PersonWithOrganization;
let viewer: PersonWithOrganization;
let eve: PersonWithOrganization;
const folder = mkdtempSync(join(tmpdir(), "avow-audit-"));
beforeAll(async () => {
  world = await openWorld();
  ada = await withOrganization(await signUp(world, "Ada"));
  auditor = await joinOrganization(ada, await signUp(world, "Audrey"), "auditor");
  viewer = await joinOrganization(ada, await signUp(world, "Vic"), "viewer");
  eve = await withOrganization(await signUp(world, "Eve"));
  for (const name of ["One", "Two", "Three"]) {
    world.clock.advance(60_000);
    await readAnswer(ada.request("/api/v1/workspaces", { method: "POST", json: { name } }), 201);
  }
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await world.close();
});

type Entry = {
  id: string;
  at: string;
  action: string;
  actor: { kind: string; user_id: string; role: string };
  client: object | null;
  target: string;
  log_index: number | null;
};
type Page = { data: Entry[]; has_more: boolean; next_cursor: string | null };
const list = (person: Person, query = "") => readAnswer<Page>(person.request(`/api/v1/audit-entries?${query}`), 200);

test("whoever may read the log sees who did what, from where, newest first, by id and role", async () => {
  const { data } = await list(auditor, "limit=100");
  const created = data.filter(({ action }) => action === "workspace.created");
  expect(created).toHaveLength(3);
  expect(created[0]).toMatchObject({
    actor: { kind: "user", id: ada.userId, user_id: ada.userId, role: "owner" },
    client: { ip: ada.ip, user_agent: "Mozilla/5.0 (test)" },
    target: expect.stringMatching(/^wsp_/) as string,
  });
  expect(data.map(({ id }) => id)).toEqual(
    data
      .map(({ id }) => id)
      .toSorted()
      .toReversed(),
  );
  expect(JSON.stringify(data)).not.toMatch(/Ada|example\.test/);
});

test("it narrows by action, area, actor and time, and pages without a gap", async () => {
  expect((await list(ada, "action=workspace.created")).data).toHaveLength(3);
  const area = await list(ada, "action=workspace.&limit=100");
  expect(new Set(area.data.map(({ action }) => action.split(".")[0]))).toEqual(new Set(["workspace"]));
  expect((await list(ada, `actor_id=${auditor.userId}`)).data.map(({ actor }) => actor.user_id)).toEqual([
    auditor.userId,
  ]);
  const [newest, middle] = (await list(ada, "action=workspace.created")).data;
  const between = `from=${encodeURIComponent(middle?.at ?? "")}&to=${encodeURIComponent(newest?.at ?? "")}`;
  expect((await list(ada, `action=workspace.created&${between}`)).data.map(({ id }) => id)).toEqual([middle?.id]);

  const all = (await list(ada, "limit=100")).data.map(({ id }) => id);
  const paged: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: Page = await list(ada, `limit=2${cursor && `&cursor=${cursor}`}`);
    paged.push(...page.data.map(({ id }) => id));
    cursor = page.next_cursor;
  }
  expect(paged).toEqual(all);
});

test("neither a role without the permission, nor another organization, nor nobody gets to see it", async () => {
  for (const path of ["/api/v1/audit-entries", "/api/v1/audit-log"]) {
    expect(await readRefusal(viewer.request(path))).toBe("403 request.not_allowed");
    expect(await readRefusal(eve.request(path, { headers: { "avow-organization": ada.organizationId } }))).toBe(
      "404 request.not_found",
    );
    expect(await readRefusal(world.request(path))).toBe("401 request.not_signed_in");
  }
  const others = (await list(eve, "limit=100")).data;
  expect(others.length).toBeGreaterThan(0);
  for (const { actor } of others) expect(actor.user_id).toBe(eve.userId);
});

test("entries get their place within a second, and the download verifies offline", async () => {
  await until(async () => {
    world.clock.advance(500);
    return (await list(ada, "limit=100")).data.every(({ log_index }) => log_index !== null);
  });
  const answer = await auditor.request("/api/v1/audit-log");
  expect(answer.headers.get("content-type")).toBe("application/jsonl");
  const text = await answer.text();
  const file = join(folder, "audit.jsonl");
  writeFileSync(file, text);
  const out: string[] = [];
  expect(await verifyAudit([file], { out: (line) => out.push(line), error: (line) => out.push(line) })).toBe(0);
  const { data } = await list(ada, "limit=100");
  expect(out.join("\n")).toContain(`${data.length} entries are there in full`);
  writeFileSync(file, text.replace("workspace.created", "workspace.renamed"));
  expect(await verifyAudit([file], { out: () => undefined, error: () => undefined })).toBe(1);
});

test("a person sees what they did, everywhere, and nobody else's doings", async () => {
  const { data } = await readAnswer<Page>(ada.request("/api/v1/me/activity?limit=100"), 200);
  expect(new Set(data.map(({ actor }) => actor.user_id))).toEqual(new Set([ada.userId]));
  const actions = data.map(({ action }) => action);
  expect(actions).toEqual(expect.arrayContaining(["workspace.created", "organization.created"]));
});
