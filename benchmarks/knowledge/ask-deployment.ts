import { openThrowAwayCluster } from "../../server/src/operate/embedded/throw-away-cluster.ts";
import {
  addToCollection,
  lookUp,
  makeCollection,
  storeContent,
  untilTaken,
} from "../../server/src/testing/deeds/knowledge.ts";
import { makePdf } from "../../server/src/testing/samples/make-pdf.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../server/src/testing/people.ts";
import { openTalkingWorld, turnAi } from "../../server/src/testing/deeds/talk.ts";
import type { World } from "../../server/src/testing/world.ts";
import { atLeast, atMost, type Figure, quantile } from "../lib/benchmark.ts";
import { drawText, type Drawn } from "./draw-passages.ts";
import { plantPassages } from "./plant-passages.ts";

const [documents, pagesEach, wordsEach, queries] = [8, 25, 300, 200];

/** The same through the whole product, on PostgreSQL with its default durability: taking documents in, and searching. */
export async function askDeployment(kept: readonly Drawn[]): Promise<Figure[]> {
  const cluster = await openThrowAwayCluster();
  process.env["AVOW_TEST_DATABASE_URL"] = cluster.url;
  const world = await openTalkingWorld();
  try {
    const ada = await withOrganization(await signUp(world, "Ada"));
    await turnAi(ada, true);
    await world.work();
    return [await takeIn(ada), await search(world, ada, kept)];
  } finally {
    await world.close();
    delete process.env["AVOW_TEST_DATABASE_URL"];
    await cluster.stop();
  }
}

/** From the first document that is added until the last can be searched. */
async function takeIn(ada: PersonWithOrganization): Promise<Figure> {
  const collection = await makeCollection(ada);
  const files: string[] = [];
  for (let n = 0; n < documents; n++) {
    const pdf = makePdf(Array.from({ length: pagesEach }, () => drawText(wordsEach)));
    files.push(await storeContent(ada, `paper-${n}.pdf`, pdf));
  }
  const began = performance.now();
  const added = await Promise.all(
    files.map((file_id) => addToCollection(ada, { collection_id: collection.id, file_id })),
  );
  const taken = await Promise.all(added.map((one) => untilTaken(ada, one)));
  const seconds = (performance.now() - began) / 1000;
  const passages = taken.reduce((sum, one) => sum + one.passages, 0);
  const embedded = taken.reduce((sum, one) => sum + one.embedded, 0);
  const pages = taken.reduce((sum, one) => sum + (one.pages ?? 0), 0);
  const facts = { documents, pages, passages, embedded, seconds: Number(seconds.toFixed(1)) };
  return atLeast("knowledge-search.pages_per_s", pages / seconds, 10, facts);
}

/** Each request whole: session, permission, vector of the question through the gate, search, rows read again and opened, audit. */
async function search(world: World, ada: PersonWithOrganization, kept: readonly Drawn[]): Promise<Figure> {
  const collection = await makeCollection(ada);
  await plantPassages(world, ada, collection.id, kept);
  const time = async () => {
    const query = drawText(8);
    const start = performance.now();
    const found = await lookUp(ada, collection, query);
    if (found.length === 0) throw new Error(`nothing was found for ${query}`);
    return performance.now() - start;
  };
  const first = await time();
  const times: number[] = [];
  for (let n = 0; n < queries; n++) times.push(await time());
  const p50_ms = Number(quantile(times, 0.5).toFixed(1));
  const facts = { passages: kept.length, p50_ms, first_s: Number((first / 1000).toFixed(1)) };
  return atMost("knowledge-search.request_p95_ms", quantile(times, 0.95), 50, facts);
}
