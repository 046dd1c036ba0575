import { afterAll, beforeAll, expect, test } from "vitest";
import { findReadable, newCanary } from "./testing/find-canaries.ts";
import { findVectors, lookFor, nowhere } from "./testing/look-for.ts";
import { found, password, untilAnswered } from "./testing/live-through-everything.ts";
import { type Browser, openBrowser, untilFound } from "./testing/open-browser.ts";
import { type Deployment, startDeployment } from "./testing/start-deployment.ts";

type Rows = { data: Record<string, unknown>[] };

/** What somebody says in a conversation, and nowhere else. */
const said = `${newCanary()}x`;
/** What stands in a document alone, and what an agent was told to know alone. */
const [read, known] = [`${newCanary()}y`, `${newCanary()}z`];
let deployment: Deployment;
let olga: Browser;

beforeAll(async () => {
  deployment = await startDeployment();
  olga = openBrowser(deployment.origin);
  const of = { email: "olga@example.org", name: "Olga", birth_date: "1990-01-01", locale: "en", time_zone: "UTC" };
  await olga.must("POST", "/users", { ...of, password, owner_token: await deployment.ownerToken });
  await found(olga, "Olga's organization");
  await olga.must("POST", "/me/consents/memory", {});
});
afterAll(() => deployment?.stop());

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
  const settings = {
    memory: { enabled: true, embedding_model: "sandbox" },
    tools: [{ name: "remember" }, { name: "write_file" }],
  };
  const agent = await olga.must("POST", "/agents", { name: "Mia", instructions: "", model: "sandbox", settings });
  const { id } = await olga.must<{ id: string }>("POST", "/conversations", { agent_id: agent["id"] });
  const note = JSON.stringify({ text: `Likes ${said}` });
  const file = JSON.stringify({ name: "notes.md", text: `About ${said}` });
  const text = `I like ${said}.\ncall: remember ${note}\ncall: write_file ${file}`;
  const message = { text, attachment_ids: [await addFile(id)] };
  // What is answered to a key is kept for whoever asks again.
  await olga.must("POST", `/conversations/${id}/messages`, message, { "idempotency-key": "say-it-once" });
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
  const texts = (await olga.must<Rows>("GET", "/memories")).data.map((one) => String(one["text"]));
  await untilFound("the memories' vectors", async () =>
    (await findVectors(deployment, texts)).length >= texts.length ? true : undefined,
  );
  const before = await lookFor(deployment, said, texts);
  expect(before.vectors).toEqual(["memories.vector"]);
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
  expect(await lookFor(deployment, said, texts)).toEqual(nowhere);
  expect((await olga.must<Rows>("GET", "/memories")).data).toEqual([]);
  const costs = ({ data }: Rows) => new Map(data.map(({ id: one, cost_micros }) => [one, cost_micros]));
  const [was, is] = [costs(ledger), costs(await olga.must<Rows>("GET", "/generations?limit=100"))];
  for (const [one, cost] of was) expect([is.has(one), is.get(one)]).toEqual([true, cost]);
});

/** Puts a text among the documents of a collection, and gives its id once it is found. */
async function addDocument(collection: string, name: string, text: string): Promise<string> {
  const file = await olga.must<{ id: string }>("POST", "/files", { name });
  const headers = { "content-type": "application/octet-stream" };
  const { status } = await olga.ask("PUT", `/api/v1/files/${file.id}/content`, { body: text, headers });
  expect(status).toBe(200);
  const asked = { collection_id: collection, file_id: file.id };
  const { id } = await olga.must<{ id: string }>("POST", "/knowledge-documents", asked);
  return untilFound("the document", async () => {
    const { state } = await olga.must("GET", `/knowledge-documents/${id}`);
    return state === "ready" ? id : undefined;
  });
}

test("with a document its file, passages and vectors go, also from the memory of the process that searched them", async () => {
  const collection = await olga.must<{ id: string }>("POST", "/knowledge-collections", { name: "Handbook" });
  const text = `It says ${read}`;
  await addDocument(collection.id, "stays.txt", "A lighthouse");
  const id = await addDocument(collection.id, `${read}.txt`, text);
  const search = (query: string) =>
    olga.must<Rows>("POST", "/knowledge-searches", { query, collection_id: collection.id });
  expect((await search(read)).data[0]).toMatchObject({ document_id: id, by_words: 1 });
  expect(findReadable(await deployment.heap(), read)).not.toEqual([]);
  const before = await lookFor(deployment, read, [text]);
  for (const cell of ["files.name", "knowledge_documents.title", "knowledge_indexes.body", "knowledge_passages.text"])
    expect(before.cells).toContain(cell);
  expect(before.vectors).toContain("knowledge_passages.vector");

  await olga.must("DELETE", `/knowledge-documents/${id}`);
  expect((await search("lighthouse")).data).toHaveLength(1);
  expect(
    await untilFound("nothing", async () => {
      const seen = await lookFor(deployment, read, [text]);
      return seen.files.length === 0 ? seen : undefined;
    }),
  ).toEqual(nowhere);
  expect(findReadable(await deployment.heap(), read)).toEqual([]);
});

test("with a memory its words and its vector go", async () => {
  const settings = { memory: { enabled: true, embedding_model: "sandbox" } };
  const agent = await olga.must("POST", "/agents", { name: "Pia", instructions: "", model: "sandbox", settings });
  const text = `Likes ${known}`;
  const { id } = await olga.must<{ id: string }>("POST", "/memories", { agent_id: agent["id"], text });
  await untilFound("its vector", async () => ((await findVectors(deployment, [text])).length > 0 ? true : undefined));
  const before = await lookFor(deployment, known, [text]);
  expect([before.cells, before.vectors]).toEqual([["memories.text"], ["memories.vector"]]);
  await olga.must("DELETE", `/memories/${id}`);
  expect(await lookFor(deployment, known, [text])).toEqual(nowhere);
});
