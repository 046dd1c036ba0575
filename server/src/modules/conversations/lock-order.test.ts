import { afterAll, beforeAll, expect, test } from "vitest";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { makeTooledAgent } from "../../testing/deeds/run-agents.ts";
import { say, startConversation } from "../../testing/deeds/talk.ts";
import { until } from "../../testing/world.ts";

let all: TwoTenants;
let agent: { id: string };
beforeAll(async () => {
  all = await openTwoTenants();
  await all.world.work();
  agent = await makeTooledAgent(all.ada, [{ name: "calculate", approval: "always" }]);
});
afterAll(() => all.world.close());

/** A conversation whose run waits for a yes. */
async function beginWaiting() {
  const conversation = await startConversation(all.ada, agent);
  const { reply } = await say(all.ada, conversation, 'call: calculate {"expression":"6*7"}');
  const sql = "select id from runs where conversation_id = $1 and state = 'awaiting_approval'";
  const run = await until(async () => (await all.world.rows<{ id: string }>(sql, [conversation.id]))[0]);
  return { conversation, reply, run };
}
const isSomebodyWaiting = async () =>
  (await all.world.rows("select 1 from pg_locks where not granted and pid <> pg_backend_pid()")).length > 0;

const endings = [
  ["deletes the conversation", "DELETE", 204],
  ["stops its answer", "POST", 200],
] as const;
test.each(endings)(
  "whoever %s takes the run before the conversation, as a step of the run does",
  async (_, method, status) => {
    const { conversation, reply, run } = await beginWaiting();
    const step = await all.world.app.database.system.connect();
    try {
      await step.query("begin");
      await step.query("update runs set revision = revision + 1 where id = $1", [run.id]);
      const path = method === "DELETE" ? `/conversations/${conversation.id}` : `/messages/${reply.id}/stop`;
      const ending = all.ada.request(`/api/v1${path}`, { method, ...(method === "POST" && { json: {} }) });
      await until(isSomebodyWaiting);
      const held = await step.query("select id from conversations where id = $1 for update nowait", [conversation.id]);
      expect(held.rows).toHaveLength(1);
      await step.query("commit");
      await readAnswer(ending, status);
    } finally {
      step.release();
    }
  },
);
