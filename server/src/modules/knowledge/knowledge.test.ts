import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findInDatabase } from "../../testing/find-in-database.ts";
import { addToCollection, lookUp, makeCollection, takeIn, untilTaken } from "../../testing/deeds/knowledge.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { untilIdle } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { makeTooledAgent, startRunOf, untilRun } from "../../testing/deeds/run-agents.ts";
import { makePdf } from "../../testing/samples/make-pdf.ts";

let all: TwoTenants;
let collection: { id: string };
beforeAll(async () => {
  all = await openTwoTenants();
  collection = await makeCollection(all.ada);
});
afterAll(() => all.world.close());

const handbook = `# Handbook

Everybody works from nine to five.

## Holidays

Thirty days a year, of which ten may go over into the next.

## Bicycles

The company pays for a bicycle lock once.
`;
const remove = (path: string) => all.ada.request(path, { method: "DELETE" });

describe("a document", () => {
  test("is found by its words with the place it stands in, and only in its own workspace", async () => {
    const taken = await takeIn(all.ada, collection, "handbook.md", handbook);
    expect(taken).toMatchObject({ state: "ready", format: "markdown", passages: 3, embedded: 3, error: null });
    const [first] = await lookUp(all.ada, collection, "how many holidays are there in a year");
    expect(first).toMatchObject({ document_id: taken.id, title: "handbook.md", heading: "Handbook › Holidays" });
    expect(first!.text).toContain("Thirty days");
    expect([first!.by_words, first!.by_vector]).toEqual([1, 1]);
    const json = { query: "holidays", collection_id: collection.id };
    const asBob = all.bob.request("/api/v1/knowledge-searches", { method: "POST", json });
    expect(await readRefusal(asBob)).toBe("404 request.not_found");
    const around = `/api/v1/knowledge-documents/${taken.id}/passages?around=${first!.id}`;
    const { data } = await readAnswer<{ data: { id: string }[] }>(all.ada.request(around), 200);
    expect(data.map(({ id }) => id)).toContain(first!.id);
  });

  test.each([
    ["a PDF, by page", "paper.pdf", makePdf(["The first page", "A zebra on the second"]), "zebra", { page: 2 }],
    [
      "HTML, without what is run",
      "a.html",
      "<h1>Zoo</h1><p>An okapi</p><script>okapi()</script>",
      "okapi",
      { heading: "Zoo", text: "An okapi" },
    ],
    [
      "a table, row by row",
      "a.csv",
      "animal;legs\nspider;8\nheron;2\n",
      "heron",
      { text: "animal: spider\nlegs: 8\n\nanimal: heron\nlegs: 2" },
    ],
    ["plain text without spaces between words", "a.txt", "東京の大学で働く人", "大学", { text: "東京の大学で働く人" }],
  ])("can be %s", async (_, name, content, query, expected) => {
    const own = await makeCollection(all.ada);
    expect(await takeIn(all.ada, own, name, content)).toMatchObject({ state: "ready" });
    expect((await lookUp(all.ada, own, query))[0]).toMatchObject(expected);
  });

  test("can be Word's, with its headings", async () => {
    const own = await makeCollection(all.ada);
    const taken = await takeIn(all.ada, own, "letter.docx", await makeDocx("A narwhal in the text"));
    expect(taken).toMatchObject({ state: "ready", format: "docx" });
    expect((await lookUp(all.ada, own, "narwhals"))[0]?.text).toBe("A narwhal in the text");
  });

  test("at an address is read through the way out, and read anew when asked", async () => {
    let says = "A pelican";
    const server = createServer((_, answer) => answer.setHeader("content-type", "text/html").end(`<p>${says}</p>`));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/birds`;
    const own = await makeCollection(all.ada);
    const taken = await untilTaken(all.ada, await addToCollection(all.ada, { collection_id: own.id, url }));
    expect(taken).toMatchObject({ state: "ready", format: "html", title: url });
    expect(await lookUp(all.ada, own, "pelican")).toHaveLength(1);
    says = "A cormorant";
    await readAnswer(all.ada.request(`/api/v1/knowledge-documents/${taken.id}/ingest`, { method: "POST" }), 202);
    expect((await untilTaken(all.ada, taken)).state).toBe("ready");
    expect((await lookUp(all.ada, own, "pelican")).map(({ text }) => text)).not.toContain("A pelican");
    expect((await lookUp(all.ada, own, "cormorant"))[0]?.text).toBe("A cormorant");
    expect(await findInDatabase(all.world, "pelican")).toEqual([]);
    server.close();
  });
});

describe("what cannot be taken in fails with words that help:", () => {
  test.each([
    ["bytes that are nothing", "a.bin", Buffer.from([0, 1, 2, 3]), "knowledge.unsupported"],
    [
      "a picture called a document",
      "a.pdf",
      Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"),
      "knowledge.unsupported",
    ],
    ["a PDF that is none inside", "a.pdf", Buffer.from("%PDF-1.7\nnothing of the kind"), "knowledge.damaged"],
    ["a PDF without text", "a.pdf", makePdf([""]), "knowledge.no_text"],
  ])("%s", async (_, name, content, code) => {
    const { state, error, passages } = await takeIn(all.ada, collection, name, content);
    expect({ state, code: error?.code, passages }).toEqual({ state: "failed", code, passages: 0 });
    expect(error?.help).not.toBe("");
  });

  test("an archive that unpacks to more than it may", async () => {
    const { state, error } = await takeIn(all.ada, collection, "bomb.docx", await makeDocx("a".repeat(120_000_000)));
    expect([state, error?.code]).toEqual(["failed", "knowledge.too_large"]);
  });

  test("an address inside", async () => {
    const asked = { collection_id: collection.id, url: "http://169.254.169.254/latest" };
    const { state, error } = await untilTaken(all.ada, await addToCollection(all.ada, asked));
    expect([state, error?.code]).toEqual(["failed", "knowledge.address_failed"]);
  });
});

describe("personal data", () => {
  const letter = "Write to nadine.keller@example.org about it.\n\nThe weather is fine.";

  test("is counted by class, and taken where the collection takes it", async () => {
    const { state, found } = await takeIn(all.ada, collection, "letter.txt", letter);
    expect([state, found["email"]]).toEqual(["ready", 1]);
  });

  test("is refused where the collection refuses it", async () => {
    const strict = await makeCollection(all.ada, { personal_data: "refuse" });
    const { state, error } = await takeIn(all.ada, strict, "letter.txt", letter);
    expect([state, error?.code]).toEqual(["failed", "knowledge.personal_data"]);
    expect(await lookUp(all.ada, strict, "weather")).toEqual([]);
  });

  test("that may not leave at all is not given to the model that makes vectors", async () => {
    const secret =
      "The key is AKIAIOSFODNN7EXAMPLQ and aws_secret_access_key = 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";
    const { state, held_back, embedded, passages } = await takeIn(all.ada, collection, "secret.txt", secret);
    expect({ state, held_back, embedded, passages }).toEqual({
      state: "ready",
      held_back: 1,
      embedded: 0,
      passages: 1,
    });
  });
});

test("an agent looks things up in what it was given, and what it finds is untrusted and cited", async () => {
  await takeIn(all.ada, collection, "again.md", handbook);
  const tools = [{ name: "search_knowledge", settings: { collections: [collection.id] } }];
  const agent = await makeTooledAgent(all.ada, tools);
  const started = await startRunOf(all.ada, agent, 'call: search_knowledge {"query":"bicycle lock"}');
  const run = await untilRun(all.ada, started, "completed");
  const [call] = run.trace.flatMap(({ calls }) => calls);
  expect(call!.output).toMatch(
    /\[1\]\(\/content\/knowledge\/documents\/kdo_\w+\?passage=kpa_\w+\) \S+, Handbook › Bicycles\n.*bicycle lock/s,
  );
  expect(run.untrusted).toBe(true);
});

test("an agent reaches no collection but those it was given, nor those of other workspaces", async () => {
  const bobs = await makeCollection(all.bob);
  await takeIn(all.bob, bobs, "bobs.md", handbook);
  const tools = [{ name: "search_knowledge", settings: { collections: [bobs.id] } }];
  const started = await startRunOf(
    all.ada,
    await makeTooledAgent(all.ada, tools),
    'call: search_knowledge {"query":"bicycle"}',
  );
  const run = await untilRun(all.ada, started, "completed");
  expect(run.trace.flatMap(({ calls }) => calls)[0]).toMatchObject({
    state: "failed",
    error_code: "knowledge.nothing_given",
  });
});

test("deleted, a document leaves nothing: no file, no passage, no vector, no word in the search", async () => {
  const own = await makeCollection(all.ada);
  const { id, file_id } = await takeIn(all.ada, own, "quokka.md", "# Marsupials\n\nThe quokka smiles.");
  expect(await lookUp(all.ada, own, "quokka")).toHaveLength(1);
  expect((await remove(`/api/v1/knowledge-documents/${id}`)).status).toBe(204);
  expect(await lookUp(all.ada, own, "quokka")).toEqual([]);
  await untilIdle(all.world);
  const left = await all.world.rows(
    "select 1 from knowledge_passages where document_id = $1 union all select 1 from files where id = $2",
    [id, file_id],
  );
  expect(left).toEqual([]);
  expect(await findInDatabase(all.world, "quokka")).toEqual([]);
});

test("a file that is deleted takes its document with it, and a collection all that is in it", async () => {
  const own = await makeCollection(all.ada);
  const first = await takeIn(all.ada, own, "a.md", "An axolotl");
  const second = await takeIn(all.ada, own, "b.md", "A basilisk");
  expect((await remove(`/api/v1/files/${first.file_id}`)).status).toBe(204);
  expect(await lookUp(all.ada, own, "axolotl basilisk")).toMatchObject([{ document_id: second.id }]);
  expect((await remove(`/api/v1/knowledge-collections/${own.id}`)).status).toBe(204);
  const left = await all.world.rows(
    "select id from files where id = $1 union all select id from knowledge_documents where collection_id = $2",
    [second.file_id, own.id],
  );
  expect(left).toEqual([]);
});

/** The least that Word opens. */
async function makeDocx(text: string): Promise<Buffer> {
  const zip = new ZipFile();
  const types =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
  const links =
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';
  const body = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`;
  zip.addBuffer(Buffer.from(types), "[Content_Types].xml");
  zip.addBuffer(Buffer.from(links), "_rels/.rels");
  zip.addBuffer(Buffer.from(body), "word/document.xml");
  zip.end();
  return buffer(zip.outputStream);
}
