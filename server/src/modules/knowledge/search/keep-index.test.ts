import { afterAll, beforeAll, expect, test } from "vitest";
import { findInDatabase } from "../../../testing/find-in-database.ts";
import {
  addToCollection,
  lookUp,
  makeCollection,
  storeContent,
  takeIn,
  untilTaken,
} from "../../../testing/deeds/knowledge.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import { untilIdle } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";

let all: TwoTenants;
beforeAll(async () => {
  all = await openTwoTenants();
  await all.world.work();
});
afterAll(() => all.world.close());

type Kept = { revision: number; part: number; passages: number };
const keptOf = (id: string) =>
  all.world.rows<Kept>("select revision, part, passages from knowledge_indexes where document_id = $1 order by part", [
    id,
  ]);
const sections = (many: number, word: string) =>
  Array.from({ length: many }, (_, at) => `# Part ${at}\n\nThe ${word} number ${word}${at}.`).join("\n\n");

test("a document is kept ready to be searched in parts, and found without opening its passages", async () => {
  const collection = await makeCollection(all.ada);
  const { id } = await takeIn(all.ada, collection, "otters.md", sections(620, "otter"));
  expect(await keptOf(id)).toEqual([
    { revision: 1, part: 0, passages: 500 },
    { revision: 1, part: 1, passages: 120 },
  ]);
  // Passages that nobody can open: whoever looks into any but the one that is found would fail.
  await all.world.rows("update knowledge_passages set text = '\\x00' where document_id = $1 and place <> 610", [id]);
  expect((await lookUp(all.ada, collection, "otter610", 1))[0]).toMatchObject({ document_id: id, heading: "Part 610" });
});

test("read anew, a document keeps nothing of before, and deleted nothing at all", async () => {
  const collection = await makeCollection(all.ada);
  const file_id = await storeContent(all.ada, "heron.md", "# Birds\n\nA heron stands.");
  const { id } = await untilTaken(all.ada, await addToCollection(all.ada, { collection_id: collection.id, file_id }));
  const path = `/api/v1/knowledge-documents/${id}`;
  await readAnswer(all.ada.request(`${path}/ingest`, { method: "POST" }), 202);
  await untilTaken(all.ada, { id });
  expect(await keptOf(id)).toEqual([{ revision: 2, part: 0, passages: 1 }]);
  expect(await findInDatabase(all.world, "heron")).toEqual([]);
  expect((await all.ada.request(path, { method: "DELETE" })).status).toBe(204);
  expect(await keptOf(id)).toEqual([]);
});

test("what has no index, or one of fewer passages, is found all the same, and has one for the next who searches", async () => {
  const collection = await makeCollection(all.ada);
  const [bare, short] = [
    await takeIn(all.ada, collection, "lynx.md", "A lynx waits."),
    await takeIn(all.ada, collection, "vole.md", sections(3, "vole")),
  ];
  await all.world.rows("delete from knowledge_indexes where document_id = $1", [bare.id]);
  await all.world.rows("update knowledge_indexes set passages = 2 where document_id = $1", [short.id]);
  expect((await lookUp(all.ada, collection, "lynx vole2")).map(({ document_id }) => document_id)).toEqual(
    expect.arrayContaining([bare.id, short.id]),
  );
  await untilIdle(all.world);
  expect(await keptOf(bare.id)).toEqual([{ revision: 1, part: 0, passages: 1 }]);
  expect(await keptOf(short.id)).toEqual([{ revision: 1, part: 0, passages: 3 }]);
});
