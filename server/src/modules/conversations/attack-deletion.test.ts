import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findInDatabase } from "../../testing/find-in-database.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { type PersonWithOrganization, signUp, untilIdle } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { findApproval, makeTooledAgent } from "../../testing/deeds/run-agents.ts";
import { say, startConversation, turnAi, untilOver } from "../../testing/deeds/talk.ts";
import { until } from "../../testing/world.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
let cleo: PersonWithOrganization;
let expert: { id: string };
let front: { id: string };
beforeAll(async () => {
  all = await openTwoTenants({ sandboxPaceMs: 15 }); // an answer has a midst
  ada = all.ada;
  await turnAi(ada, true);
  await all.world.work();
  cleo = await joinOrganization(ada, await signUp(all.world, "Cleo"), "admin");
  expert = await makeTooledAgent(ada, [{ name: "calculate", approval: "always" }, { name: "get_time" }]);
  front = await makeTooledAgent(ada, [{ name: "ask_agent", settings: { agents: [expert.id] } }, { name: "get_time" }]);
});
afterAll(() => all.world.close());

/** Say that something was done and what it cost, and nothing of what was said. */
const records = /^(?:approvals|audit_|log_|events|generations|ledger_|job|idempotency|stored_|request_log)/;
const remove = (who: PersonWithOrganization, { id }: { id: string }) =>
  who.request(`/api/v1/conversations/${id}`, { method: "DELETE" });
const leftOf = async (ids: readonly string[]) => {
  const found = await Promise.all(ids.map((id) => findInDatabase(all.world, id)));
  return [...new Set(found.flat())].filter((name) => !records.test(name));
};
const runsOf = async (conversation: { id: string }) => {
  const sql = "select run_id as id from messages where conversation_id = $1 and run_id is not null";
  return (await all.world.rows<{ id: string }>(sql, [conversation.id])).map(({ id }) => id);
};
const time = "call: get_time {}";

test("nobody else deletes it: a colleague who manages everything and another organization find nothing", async () => {
  const conversation = await startConversation(ada, expert);
  await untilOver(ada, (await say(ada, conversation, time)).reply);
  for (const who of [cleo, all.bob]) expect(await readRefusal(remove(who, conversation))).toBe("404 request.not_found");
  await readAnswer(ada.request(`/api/v1/conversations/${conversation.id}`), 200);
});

test("deleted in the midst of an answer, nothing of it comes back, whichever moment it was", async () => {
  for (const waitMs of [0, 0, 20, 60, 120]) {
    const conversation = await startConversation(ada, expert);
    const { message, reply } = await say(ada, conversation, time);
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    const runs = await runsOf(conversation);
    await readAnswer(remove(ada, conversation), 204);
    await untilIdle(all.world);
    await until(async () => (await leftOf([conversation.id, message.id, reply.id, ...runs])).length === 0);
    expect(await readRefusal(ada.request(`/api/v1/conversations/${conversation.id}`))).toBe("404 request.not_found");
  }
});

test("two who delete at once delete it once, and what is said meanwhile goes with it", async () => {
  const conversation = await startConversation(ada, expert);
  const text = (at: number) =>
    ada.request(`/api/v1/conversations/${conversation.id}/messages`, { method: "POST", json: { text: `Hello ${at}` } });
  const [first, , second] = await Promise.all([remove(ada, conversation), text(1), remove(ada, conversation), text(2)]);
  const statuses = [first.status, second.status].toSorted((a, b) => a - b);
  expect(statuses).toEqual([204, 404]);
  await untilIdle(all.world);
  await until(async () => (await leftOf([conversation.id])).length === 0);
});

test("what another agent was asked for it goes too: its yes does nothing any more", async () => {
  const conversation = await startConversation(ada, front);
  const question = 'call: calculate {"expression":"6*7"}';
  await say(ada, conversation, `call: ask_agent ${JSON.stringify({ agent: expert.id, text: question })}`);
  const child = await until(async () => {
    const sql = "select run_id, approval_id from tool_calls where tool = 'calculate' and state = 'awaiting_approval'";
    return (await all.world.rows<{ run_id: string; approval_id: string }>(sql))[0];
  });
  const approval = await findApproval(ada, child.approval_id);
  const runs = [...(await runsOf(conversation)), child.run_id];
  await readAnswer(remove(ada, conversation), 204);
  const yes = { method: "POST", json: { hash: approval.hash } };
  await ada.request(`/api/v1/approvals/${approval.id}/approve`, yes);
  await untilIdle(all.world);
  await until(async () => (await leftOf([conversation.id, ...runs])).length === 0);
  for (const id of runs) expect(await readRefusal(ada.request(`/api/v1/runs/${id}`))).toBe("404 request.not_found");
});

test("saying the same again under the same key brings nothing of it back", async () => {
  const conversation = await startConversation(ada, expert);
  const path = `/api/v1/conversations/${conversation.id}/messages`;
  const again = { method: "POST", json: { text: time }, headers: { "idempotency-key": randomUUID() } };
  await readAnswer(ada.request(path, again), 202);
  await readAnswer(remove(ada, conversation), 204);
  await untilIdle(all.world);
  await ada.request(path, again);
  await untilIdle(all.world);
  await until(async () => (await leftOf([conversation.id])).length === 0);
  expect(await readRefusal(ada.request(path))).toBe("404 request.not_found");
});

test("what it cost stays as it was, and names nothing of what was said", async () => {
  const conversation = await startConversation(ada, expert);
  await untilOver(ada, (await say(ada, conversation, "The quagga is alive.")).reply);
  const sums = () => all.world.rows("select count(*) as entries, sum(amount) as sum from ledger_entries");
  const before = await sums();
  await readAnswer(remove(ada, conversation), 204);
  await untilIdle(all.world);
  expect(await sums()).toEqual(before);
  expect(await findInDatabase(all.world, "quagga")).toEqual([]);
});
