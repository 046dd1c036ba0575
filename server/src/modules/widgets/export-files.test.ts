import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs } from "../../framework/clock.ts";
import { proveScope, readIn } from "../../framework/database/tenant.ts";
import { filledPort } from "../../framework/ports.ts";
import { makeWork } from "../../framework/work.ts";
import { beginRequest, carryOut, receiptOf } from "../../privacy/testing/begin-request.ts";
import { readZip } from "../../privacy/testing/read-zip.ts";
import { begin, makeWidget, type Visiting } from "../../testing/deeds/visit-widget.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { until } from "../../testing/world.ts";
import { listFileTools } from "../attachments/list-file-tools.ts";
import { objectStorePort } from "../files/public.ts";
import type { Tool } from "../tools/public.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
  await all.world.work();
});
afterAll(() => all.world.close());

type Place = { contact_id: string; conversation_id: string; run_id: string };

/** A visitor for whom an agent made a file; and where that lies. */
async function makeFile(name: string, text: string): Promise<Place> {
  const widget = await makeWidget(ada, {}, { tools: [{ name: "get_time" }] });
  const visit: Visiting = await begin(all.world, widget.id);
  await readAnswer(visit.say("call: get_time {}"), 202);
  const sql = `select v.contact_id, v.conversation_id, r.id as run_id from widget_visitors v
    join runs r on r.conversation_id = v.conversation_id where v.widget_id = $1 and r.state = 'completed'`;
  const place = await until(async () => (await all.world.rows<Place>(sql, [widget.id]))[0]);
  const { userId, organizationId, workspaceId } = ada;
  const db = readIn(all.world.app.database, proveScope({ userId, organizationId, workspaceId }));
  const principal = { kind: "system", id: "test" } as const;
  const work = makeWork(all.world.app, { db, principal, purpose: "converse", log: all.world.app.log });
  const [writeFile] = (await listFileTools.list(work, {} as never)) as [Extract<Tool, { run: unknown }>];
  const outcome = await writeFile.run(work, { runId: place.run_id } as never, { name, text });
  expect(outcome).toEqual({ state: "answered", output: `Written: ${name}` });
  return place;
}

async function exportOf(contactId: string): Promise<Map<string, string>> {
  await all.world.rows("update sessions set authenticated_at = $1", [all.world.clock.now()]);
  const json = { contact_id: contactId, kind: "export" };
  const { id } = await readAnswer<{ id: string }>(
    ada.request("/api/v1/contact-requests", { method: "POST", json }),
    201,
  );
  const archive = await ada.request(`/api/v1/contact-requests/${id}/archive`);
  return readZip(Buffer.from(await archive.arrayBuffer()));
}

test("what an agent made for a visitor is in their export, with its name and content, and in nobody else's", async () => {
  const [mine, theirs] = [await makeFile("plan.md", "# Your plan"), await makeFile("other.md", "Not yours")];
  const files = await exportOf(mine.contact_id);
  const path = [...files.keys()].find((name) => name.startsWith("files/"));
  expect(path).toMatch(/^files\/att_\w+\/plan\.md$/);
  expect(files.get(path!)).toBe("# Your plan");
  expect(files.get("json/attachments.json")).toContain("plan.md");
  const exported = [...files.values()].join("\n");
  expect(exported).not.toContain("other.md");
  expect(exported).not.toContain("Not yours");
  expect([...(await exportOf(theirs.contact_id)).values()].join("\n")).not.toContain("plan.md");
});

test("erasing the visitor takes it along: row and key with the erasure, what is left of it unread within a day", async () => {
  const { contact_id, conversation_id } = await makeFile("gone.md", "Soon gone");
  const [row] = await all.world.rows<{ object: string }>("select object from attachments where conversation_id = $1", [
    conversation_id,
  ]);
  const stored = async () => {
    for await (const { name } of filledPort(all.world.app.ports, objectStorePort).list())
      if (name === row!.object) return true;
    return false;
  };
  expect(await stored()).toBe(true);
  const within = { organizationId: ada.organizationId, workspaceId: ada.workspaceId };
  const begun = await beginRequest(all.world, { kind: "contact", id: contact_id, within });
  await carryOut(all.world, begun.requestId);
  const { removed } = (await receiptOf(all.world, begun)).receipt;
  expect(removed).toContainEqual({ label: "attachments", rows: 1 });
  expect(await all.world.rows("select 1 from attachments where conversation_id = $1", [conversation_id])).toEqual([]);
  all.world.clock.advance(2 * dayMs);
  await all.world.rows("update job_schedules set next_at = '2020-01-01' where name = 'files.sweep_objects'");
  await until(async () => !(await stored()), 60_000);
});

test("a member adds nothing to a visitor's conversation, so that the export has nothing of theirs", async () => {
  const { conversation_id } = await makeFile("note.md", "A note");
  const path = `/api/v1/conversations/${conversation_id}/attachments`;
  const added = ada.request(path, { method: "POST", json: { name: "mine.txt" } });
  expect(await readRefusal(added)).toBe("409 conversations.visitors_only");
});
