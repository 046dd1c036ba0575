import { afterAll, beforeAll, expect, test } from "vitest";
import { dumpDatabase, flushDatabase } from "./testing/dump-database.ts";
import { findReadable, newCanary } from "./testing/find-canaries.ts";
import { found, password, untilAnswered } from "./testing/live-through-everything.ts";
import { type Browser, openBrowser, untilFound } from "./testing/open-browser.ts";
import { readFolder } from "./testing/read-folder.ts";
import { type Deployment, startDeployment } from "./testing/start-deployment.ts";

type Rows = { data: Record<string, unknown>[] };

/** What somebody says in a conversation, and nowhere else. */
const said = newCanary();
let deployment: Deployment;
let olga: Browser;

beforeAll(async () => {
  deployment = await startDeployment();
  olga = openBrowser(deployment.origin);
  const of = { email: "olga@example.org", name: "Olga", birth_date: "1990-01-01", locale: "en", time_zone: "UTC" };
  await olga.must("POST", "/users", { ...of, password, owner_token: await deployment.ownerToken });
  await found(olga, "Olga's organization");
  await olga.must("POST", "/me/consents/memory", {});
}, 60_000);
afterAll(() => deployment?.stop());

/** Cells in which the words can be read by whoever has every key, and files that hold them in any form. */
async function look() {
  const dump = await dumpDatabase(deployment);
  await flushDatabase(deployment.dataFolder);
  const folders = [deployment.dataFolder, deployment.logFolder];
  const files = folders.flatMap((folder) => [...readFolder(folder)]);
  return {
    cells: dump.opened
      .filter(({ text }) => findReadable(Buffer.from(text), said).length > 0)
      .map(({ table, column }) => `${table}.${column}`),
    files: files.filter(({ bytes }) => findReadable(bytes, said).length > 0).map(({ path }) => path),
    plain: findReadable(Buffer.from(dump.plain), said),
  };
}

/** A document that says it, read and ready to be sent. */
async function addFile(conversationId: string): Promise<string> {
  const added = await olga.must<{ id: string }>("POST", `/conversations/${conversationId}/attachments`, {
    name: `${said}.txt`,
  });
  const headers = { "content-type": "application/octet-stream" };
  const { status } = await olga.ask("PUT", `/api/v1/attachments/${added.id}/content`, {
    body: `It says ${said}`,
    headers,
  });
  expect(status).toBe(200);
  await untilFound("the attachment", async () => {
    const { state } = await olga.must("GET", `/attachments/${added.id}`);
    return state === "ready" || undefined;
  });
  return added.id;
}

test("with a conversation all that was said in it goes, with files, runs, tool calls and memories, and what it cost stays", async () => {
  const settings = { memory: { enabled: true }, tools: [{ name: "remember" }, { name: "write_file" }] };
  const agent = await olga.must("POST", "/agents", { name: "Mia", instructions: "", model: "sandbox", settings });
  const { id } = await olga.must<{ id: string }>("POST", "/conversations", { agent_id: agent["id"] });
  const note = JSON.stringify({ text: `Likes ${said}` });
  const file = JSON.stringify({ name: "notes.md", text: `About ${said}` });
  const text = `I like ${said}.\ncall: remember ${note}\ncall: write_file ${file}`;
  await olga.must("POST", `/conversations/${id}/messages`, { text, attachment_ids: [await addFile(id)] });
  await untilAnswered(olga, id);
  await untilFound("memories", async () => {
    const { data } = await olga.must<Rows>("GET", "/memories");
    return data.length >= 2 || undefined;
  });
  const ledger = await untilFound("a ledger in which nothing is under way", async () => {
    const rows = await olga.must<Rows>("GET", "/generations?limit=100");
    return rows.data.every(({ state }) => state !== "running") ? rows : undefined;
  });
  expect(ledger.data.length).toBeGreaterThan(1);
  const before = await look();
  for (const cell of [
    "messages.text",
    "memories.text",
    "runs.input",
    "tool_calls.input",
    "attachments.name",
    "attachments.text",
  ])
    expect(before.cells).toContain(cell);

  await olga.must("DELETE", `/conversations/${id}`);
  expect(await look()).toEqual({ cells: [], files: [], plain: [] });
  expect((await olga.must<Rows>("GET", "/memories")).data).toEqual([]);
  const costs = ({ data }: Rows) => new Map(data.map(({ id: one, cost_micros }) => [one, cost_micros]));
  const [was, is] = [costs(ledger), costs(await olga.must<Rows>("GET", "/generations?limit=100"))];
  for (const [one, cost] of was) expect([is.has(one), is.get(one)]).toEqual([true, cost]);
}, 120_000);
