import { afterAll, beforeAll, expect, test } from "vitest";
import { minuteMs } from "../../../framework/clock.ts";
import { addToCollection, lookUp, makeCollection, storeContent, untilTaken } from "../../../testing/deeds/knowledge.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../../testing/people.ts";
import { startWorkerProcess } from "../../../testing/processes/start-worker-process.ts";
import { openTalkingWorld, turnAi } from "../../../testing/deeds/talk.ts";
import { until, type World } from "../../../testing/world.ts";

let world: World;
let ada: PersonWithOrganization;
beforeAll(async () => {
  world = await openTalkingWorld(); // without a worker of its own until the other is dead
  ada = await withOrganization(await signUp(world, "Ada"));
  await turnAi(ada, true);
});
afterAll(() => world.close());

/** So many that whoever makes their vectors is still at it when somebody looks. */
const passages = 1920;
const atOnce = 64;
/** A worker of its own has to start first. */
const patienceMs = 90_000;

test("a document whose worker is killed while vectors are made is taken in by the next, from where it was", async () => {
  const collection = await makeCollection(ada);
  const text = Array.from({ length: passages }, (_, at) => `# Part ${at}\n\nAbout thing${at}.`).join("\n\n");
  const doomed = await startWorkerProcess(world);
  const file_id = await storeContent(ada, "long.md", text);
  const { id } = await addToCollection(ada, { collection_id: collection.id, file_id });
  const embedded = async () =>
    (await world.rows<{ n: number }>("select embedded as n from knowledge_documents where id = $1", [id]))[0]!.n;
  await until(async () => (await embedded()) > 0, patienceMs);
  await doomed.kill();
  const before = await embedded();
  expect(before).toBeLessThan(passages);
  world.clock.advance(10 * minuteMs);
  await world.work();
  expect(await untilTaken(ada, { id })).toMatchObject({ state: "ready", passages, embedded: passages });
  const [asked] = await world.rows<{ n: number }>("select count(*)::int as n from generations where artefact = $1", [
    id,
  ]);
  expect(asked!.n).toBeLessThanOrEqual(passages / atOnce + 1);
  expect((await lookUp(ada, collection, "thing1919"))[0]?.heading).toBe("Part 1919");
});
