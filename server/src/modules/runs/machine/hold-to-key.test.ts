import { afterAll, beforeAll, expect, test } from "vitest";
import { makeApiKey } from "../../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import {
  callsOf,
  findApproval,
  makeTooledAgent,
  readRun,
  type SeenRun,
  untilRun,
} from "../../../testing/deeds/run-agents.ts";
import { say, startConversation, untilOver } from "../../../testing/deeds/talk.ts";
import { until } from "../../../testing/world.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
let expert: { id: string };
let front: { id: string };
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
  expert = await makeTooledAgent(ada, [{ name: "calculate" }], { instructions: "You are the expert." });
  const agents = { agents: [expert.id] };
  front = await makeTooledAgent(ada, [
    { name: "hand_off", settings: agents },
    { name: "ask_agent", settings: agents },
  ]);
});
afterAll(() => all.world.close());

type Json = { json?: object; method?: string };
async function keyFor(agents: readonly { id: string }[]) {
  const scopes = ["agents.read", "runs.write", "runs.read", "conversations.write", "conversations.read", "tools.use"];
  const held = { workspace_ids: [ada.workspaceId], agent_ids: agents.map(({ id }) => id) };
  const { id, token } = await makeApiKey(ada, { scopes, ...held });
  const request = (path: string, { json, method = json ? "POST" : "GET" }: Json = {}) =>
    all.world.request(path, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(json && { body: JSON.stringify(json) }),
    });
  return { id, request };
}
const verdictsOf = (run: SeenRun) => callsOf(run).map(({ state, verdict }) => [state, verdict]);
const handOver = () => `call: hand_off ${JSON.stringify({ agent: expert.id, note: "Yours." })}`;
const ask = () => `call: ask_agent ${JSON.stringify({ agent: expert.id, text: "Go" })}`;
const begin = async (key: Awaited<ReturnType<typeof keyFor>>, text: string) => {
  const json = { agent_id: front.id, text };
  const run = await readAnswer<SeenRun>(key.request("/api/v1/runs", { json }), 202);
  return untilRun(ada, run, "completed");
};

test("a run that a key began goes on with no agent that the key does not reach", async () => {
  const [narrow, both] = [await keyFor([front]), await keyFor([front, expert])];
  for (const text of [handOver(), ask()]) {
    expect(verdictsOf(await begin(narrow, text))).toEqual([["refused", "agents.not_for_key"]]);
    expect(verdictsOf(await begin(both, text))).toEqual([["done", "tool.never"]]);
  }
  const json = { agent_id: expert.id, text: "Go" };
  expect((await narrow.request("/api/v1/runs", { json })).status).toBe(403);
});

test("whom another agent asks is held to the key that began it all", async () => {
  const last = await makeTooledAgent(ada, []);
  const tools = [{ name: "ask_agent", settings: { agents: [last.id] } }];
  await readAnswer(ada.request(`/api/v1/agents/${expert.id}`, { method: "PATCH", json: { settings: { tools } } }), 200);
  const both = await keyFor([front, expert]);
  const further = `call: ask_agent ${JSON.stringify({ agent: last.id, text: "Go" })}`;
  const text = `call: ask_agent ${JSON.stringify({ agent: expert.id, text: further })}`;
  const [{ child_run_id: child } = { child_run_id: null }] = callsOf(await begin(both, text));
  expect(verdictsOf(await readRun(ada, { id: child! }))).toEqual([["refused", "agents.not_for_key"]]);
});

test("a key that was revoked since is asked for nothing more", async () => {
  const settings = { agents: [expert.id] };
  const asking = await makeTooledAgent(ada, [{ name: "ask_agent", approval: "always", settings }]);
  const key = await keyFor([asking, expert]);
  const json = { agent_id: asking.id, text: ask() };
  const run = await readAnswer<SeenRun>(key.request("/api/v1/runs", { json }), 202);
  const [waiting] = callsOf(await untilRun(ada, run, "awaiting_approval"));
  await readAnswer(ada.request(`/api/v1/api-keys/${key.id}`, { method: "DELETE" }), 204);
  const { id, hash } = await findApproval(ada, waiting!.approval_id!);
  await readAnswer(ada.request(`/api/v1/approvals/${id}/approve`, { method: "POST", json: { hash } }), 200);
  expect(verdictsOf(await untilRun(ada, run, "completed"))).toEqual([["refused", "agents.not_for_key"]]);
});

test("in a conversation and by a trigger it is the same, and a person's own word is held to no key", async () => {
  const narrow = await keyFor([front]);
  const conversation = await startConversation(narrow, front);
  const { reply } = await say(narrow, conversation, handOver());
  await untilOver(ada, reply);
  const path = `/api/v1/conversations/${conversation.id}`;
  expect(await readAnswer(ada.request(path), 200)).toMatchObject({ agent_id: front.id });
  const json = { agent_id: front.id, kind: "event", event_type: "contact.created", text: ask() };
  const { id } = await readAnswer<{ id: string }>(narrow.request("/api/v1/agent-triggers", { json }), 201);
  await readAnswer(ada.request("/api/v1/contacts", { method: "POST", json: { name: "Grace" } }), 201);
  const [run] = await until(async () => {
    const found = await all.world.rows<{ id: string }>("select id from runs where trigger_id = $1", [id]);
    return found.length > 0 && found;
  });
  expect(verdictsOf(await untilRun(ada, run!, "completed"))).toEqual([["refused", "agents.not_for_key"]]);
  const own = await say(ada, conversation, handOver());
  await untilOver(ada, own.reply);
  expect(await readAnswer(ada.request(path), 200)).toMatchObject({ agent_id: expert.id });
});
