import { afterAll, beforeAll, expect, test } from "vitest";
import { countRows } from "../../testing/find-in-database.ts";
import { makeCollection, takeIn } from "../../testing/deeds/knowledge.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { untilIdle } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { makeTooledAgent } from "../../testing/deeds/run-agents.ts";
import { say, startConversation, untilOver } from "../../testing/deeds/talk.ts";

let all: TwoTenants;
beforeAll(async () => {
  all = await openTwoTenants();
});
afterAll(() => all.world.close());

/** What says that something was done and what it cost, and nothing of what was said. */
const records =
  /^(?:audit_|log_|checkpoints|events|generations|ledger_|jobs|job_|idempotency|request_log|stored_|feature_)/;

async function contentRows(): Promise<Record<string, number>> {
  const rows = await countRows(all.world);
  return Object.fromEntries(Object.entries(rows).filter(([name]) => !records.test(name)));
}
const readLedger = () =>
  all.world.rows<{ id: string }>("select * from ledger_transactions where organization_id = $1 order by id", [
    all.ada.organizationId,
  ]);

test("with a conversation its messages, runs and tool calls go, and what it cost stays", async () => {
  const { ada, world } = all;
  const collection = await makeCollection(ada);
  await takeIn(ada, collection, "zoo.md", "The quagga is gone.");
  const tools = [{ name: "search_knowledge", settings: { collections: [collection.id] } }];
  const agent = await makeTooledAgent(ada, tools);
  await untilIdle(world);
  const before = await contentRows();
  const conversation = await startConversation(ada, agent);
  const { reply } = await say(ada, conversation, 'Look it up.\ncall: search_knowledge {"query":"quagga"}');
  expect((await untilOver(ada, reply)).state).toBe("complete");
  await untilIdle(world);
  const during = await contentRows();
  for (const name of ["conversations", "messages", "runs", "run_steps", "tool_calls"])
    expect(during[name], name).toBeGreaterThan(before[name]!);
  const ledger = await readLedger();
  expect(ledger.length).toBeGreaterThan(0);
  await readAnswer(ada.request(`/api/v1/conversations/${conversation.id}`, { method: "DELETE" }), 204);
  await untilIdle(world);
  expect(await contentRows()).toEqual(before);
  expect(await readLedger()).toEqual(ledger);
});
