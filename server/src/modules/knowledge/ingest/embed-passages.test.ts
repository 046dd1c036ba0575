import { afterAll, beforeAll, expect, test } from "vitest";
import { type StandIn, startStandIn } from "../../../integrations/roles/models/fake.ts";
import { lookUp, makeCollection, takeIn } from "../../../testing/deeds/knowledge.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import { readAnswer } from "../../../testing/read-answer.ts";

/** A server of the OpenAI dialect that takes ten texts at once, and lays what is about boats one way, all else the other. */
const takesMost = 10;
let all: TwoTenants;
let server: StandIn;
let model: string;

beforeAll(async () => {
  server = await startStandIn(({ method, body }) => {
    if (method === "GET")
      return { kind: "json", body: { object: "list", data: [{ id: "embedder", object: "model" }] } };
    const input = body["input"] as string[];
    const error = { message: `batch size ${input.length} > maximum allowed batch size`, type: "Validation" };
    if (input.length > takesMost) return { kind: "status", status: 413, body: { error } };
    const vectorOf = (text: string) => (/boat|sail/i.test(text) ? [1, 0.1, 0] : [0, 0.1, 1]);
    const data = input.map((text, index) => ({ object: "embedding", index, embedding: vectorOf(text) }));
    return { kind: "json", body: { object: "list", data, usage: { prompt_tokens: input.length, total_tokens: 1 } } };
  });
  all = await openTwoTenants();
  await all.world.work();
  const json = { name: "Vectors", url: server.url };
  const asked = all.ada.request("/api/v1/model-servers", { method: "POST", json });
  model = `${(await readAnswer<{ id: string }>(asked, 201)).id}/embedder`;
});
afterAll(() => Promise.all([all.world.close(), server.close()]));

const inputs = () =>
  server.requests.flatMap(({ body }) => (Array.isArray(body["input"]) ? [body["input"].length] : []));

test("a server that takes fewer texts at once is asked for fewer, and every passage has its vector", async () => {
  const collection = await makeCollection(all.ada, { embedding_model: model });
  const text = Array.from({ length: 70 }, (_, at) => `# Part ${at}\n\n${at === 40 ? "We sail." : "A field."}`).join(
    "\n\n",
  );
  expect(await takeIn(all.ada, collection, "long.md", text)).toMatchObject({
    state: "ready",
    passages: 70,
    embedded: 70,
  });
  expect(inputs().filter((many) => many <= takesMost).length).toBeGreaterThanOrEqual(7);
  expect((await lookUp(all.ada, collection, "boats"))[0]).toMatchObject({
    heading: "Part 40",
    by_words: null,
    by_vector: 1,
  });
});

test("a server that answers with too few vectors makes none, and the document says that it failed", async () => {
  const collection = await makeCollection(all.ada, { embedding_model: model });
  const wrong = { object: "list", data: [{ object: "embedding", index: 0, embedding: [1, 2, 3] }] };
  for (let n = 0; n < 40; n++) server.next(() => ({ kind: "json", body: wrong }));
  const taken = takeIn(all.ada, collection, "two.md", "# One\n\nA.\n\n# Two\n\nB.");
  const again = setInterval(() => all.world.clock.advance(3_600_000), 200);
  const { state, error, passages, embedded } = await taken.finally(() => clearInterval(again));
  expect({ state, code: error?.code, passages, embedded }).toEqual({
    state: "failed",
    code: "knowledge.failed",
    passages: 0,
    embedded: 0,
  });
});
