// Long because one deployment with two mailboxes is entered by every way there is.
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { minuteMs } from "../../framework/clock.ts";
import { connectAccount } from "../../testing/deeds/connect-account.ts";
import { connectApp } from "../../testing/deeds/connect-app.ts";
import { joinOrganization, makeApiKey } from "../../testing/deeds/join-organization.ts";
import { openMailboxes, unreadMail } from "../../testing/open-mailboxes.ts";
import type { Service } from "../../testing/stand-ins/open-services.ts";
import { type PersonWithOrganization, signUp, untilIdle, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import {
  callsOf,
  findApproval,
  makeTooledAgent,
  publishAgent,
  scopesToRun,
  type SeenRun,
  startRunOf,
  untilRun,
} from "../../testing/deeds/run-agents.ts";
import type { ScriptedModel } from "../../testing/stand-ins/start-scripted-model.ts";
import { say, startConversation } from "../../testing/deeds/talk.ts";
import { begin, makeWidget } from "../../testing/deeds/visit-widget.ts";
import { until, type World } from "../../testing/world.ts";

let world: World;
let google: Service;
let model: ScriptedModel;
let ada: PersonWithOrganization;
let cleo: PersonWithOrganization;
let bob: PersonWithOrganization;
let reader: { id: string };
let modelId: string;
let adasToken: string;

/** Stands in Ada's mail alone, and in Cleo's. */
const [ofAda, ofCleo] = ["the quagga is alive", "the dodo is not"];
const call = (tool: string, input: object) => `call: ${tool} ${JSON.stringify(input)}`;
const search = call("gmail_search", { query: "is:unread" });
const send = call("gmail_send", { to: "mara@acme.test", subject: "As Ada", text: "Pay me." });
const gmail = [{ name: "gmail_search" }, { name: "gmail_read" }, { name: "gmail_send" }];
const abilities = ["mail.read", "mail.send"];

beforeAll(async () => {
  const inboxOf = (who: string, subject: string) =>
    unreadMail(who, { id: `msg_${who}`, from: "mara@acme.test", subject, body_text: subject });
  const messages = [inboxOf("ada", ofAda), inboxOf("cleo", ofCleo)];
  ({ world, google, model, modelId, ada } = await openMailboxes({ of: ["ada", "cleo"], messages }));
  cleo = await joinOrganization(ada, await signUp(world, "Cleo"), "admin");
  bob = await withOrganization(await signUp(world, "Bob"));
  reader = await publishAgent(ada, { tools: gmail, model: modelId });
  await connectAccount(ada, "ada@mail.test", { service: "google", abilities });
  adasToken = google.seen.findLast(({ token }) => token !== "")!.token;
});
afterAll(async () => {
  await world.close();
  await Promise.all([google.close(), model.close()]);
});
beforeEach(() => {
  google.seen.length = 0;
  model.bodies.length = 0;
});

type Run = { id: string };
const scopes = [...scopesToRun, "conversations.write", "conversations.read"];
const post = (json: object) => ({ method: "POST", json });
const settings = () => ({ agents: [reader.id] });

async function askWith(token: string, path: string, json: object) {
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    accept: "application/json, text/event-stream",
    ...(path === "/mcp" ? {} : { "avow-workspace": cleo.workspaceId }),
  };
  return world.request(path, { method: "POST", headers, body: JSON.stringify(json) });
}
async function keyOfCleo(): Promise<string> {
  return (await makeApiKey(cleo, { scopes, workspace_ids: [cleo.workspaceId] })).token;
}
async function byMcp(token: string, text: string): Promise<Run> {
  const params = { name: "agents_run", arguments: { agent_id: reader.id, text } };
  const said = await (await askWith(token, "/mcp", { jsonrpc: "2.0", id: 1, method: "tools/call", params })).text();
  return { id: /run_\w+/.exec(said)![0] };
}
/** The run of the agent asked for, that another one asked. */
async function below(run: Run): Promise<Run> {
  return until(async () => {
    const sql = "select id from runs where parent_call_id in (select id from tool_calls where run_id = $1)";
    return (await world.rows<Run>(sql, [run.id]))[0];
  });
}
async function byTrigger(json: object, pull: (trigger: { id: string } & Record<string, never>) => Promise<unknown>) {
  const made = cleo.request("/api/v1/agent-triggers", post({ agent_id: reader.id, ...json }));
  const trigger = await readAnswer<{ id: string } & Record<string, never>>(made, 201);
  await pull(trigger);
  return until(async () => (await world.rows<Run>("select id from runs where trigger_id = $1", [trigger.id]))[0]);
}
const another = (tool: string) => makeTooledAgent(cleo, [{ name: tool, settings: settings() }], { model: modelId });

/** Each has an agent that Ada made for all try to get at mail, as Cleo. */
const ways: Record<string, (text: string) => Promise<Run>> = {
  "a run of the API": (text) => startRunOf(cleo, reader, text),
  async chat(text) {
    const { reply } = await say(cleo, await startConversation(cleo, reader), text);
    return until(async () => {
      const sql = "select run_id as id from messages where id = $1 and run_id is not null";
      return (await world.rows<Run>(sql, [reply.id]))[0];
    });
  },
  async "an API key"(text) {
    return readAnswer<SeenRun>(askWith(await keyOfCleo(), "/api/v1/runs", { agent_id: reader.id, text }), 202);
  },
  async "OpenAI's interface"(text) {
    const messages = [{ role: "user", content: text }];
    const asked = { model: `agent:${reader.id}`, messages };
    const answer = askWith(await keyOfCleo(), "/v1/chat/completions", asked);
    return { id: (await readAnswer<{ avow: { run_id: string } }>(answer, 200)).avow.run_id };
  },
  "MCP by a key": async (text) => byMcp(await keyOfCleo(), text),
  async "MCP by a connected app"(text) {
    const scope = ["agents.read", "runs.read", "runs.write", "tools.use", "tools.read", "tools.write"].join(" ");
    return byMcp((await connectApp(cleo, { scope })).tokens.access_token, text);
  },
  "a schedule": (text) =>
    byTrigger({ kind: "schedule", cron: "* * * * *", time_zone: "UTC", text }, async () => {
      world.clock.advance(minuteMs);
      await world.rows("update job_schedules set next_at = $1 where name = 'agent_triggers.pull_due'", [
        world.clock.now(),
      ]);
    }),
  "an inbound hook": (text) =>
    byTrigger({ kind: "hook", text }, async (trigger) => {
      const { secret, hook } = trigger as unknown as { secret: string; hook: { path: string } };
      const [at, body] = [world.clock.now(), "{}"];
      const headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
        "webhook-signature": new Webhook(secret).sign("msg_1", at, body),
      };
      await readAnswer(world.request(hook.path, { method: "POST", headers, body }), 202);
    }),
  async delegation(text) {
    const asking = await another("ask_agent");
    return below(await startRunOf(cleo, asking, call("ask_agent", { agent: reader.id, text })));
  },
  async "a hand-off"(text) {
    const handing = await another("hand_off");
    // Whoever takes over reads the first step, too, has no such tool, and goes on with the second.
    const told = `${call("hand_off", { agent: reader.id, note: "Yours." })}\nthen:\n${text}`;
    return below(await startRunOf(cleo, handing, told));
  },
};

/** Nothing of Ada's was asked for, and nobody but her was told a word of it. */
async function expectUntouched() {
  expect(google.seen.filter(({ token }) => token === adasToken)).toEqual([]);
  expect(model.bodies.join("\n")).not.toContain(ofAda);
}

test.each(Object.keys(ways))(
  "by %s a colleague's run waits for their own mailbox, and reads no other",
  async (name) => {
    const run = await ways[name]!(search);
    const [waiting] = callsOf(await untilRun(cleo, run, "awaiting_connection")).slice(-1);
    expect(waiting).toMatchObject({ verdict: "connection:google:mail.read", output: null });
    await expectUntouched();
    expect(await readRefusal(ada.request(`/api/v1/runs/${run.id}`))).toBe("404 request.not_found");
  },
);

test("a schedule and a hook of one's own, written in by outsiders, tell nobody what was read", async () => {
  const made = ada.request("/api/v1/agent-triggers", post({ agent_id: reader.id, kind: "hook", text: search }));
  const trigger = await readAnswer<{ id: string; secret: string; hook: { path: string } }>(made, 201);
  const [at, body] = [world.clock.now(), JSON.stringify({ note: send })];
  const headers = {
    "webhook-id": "msg_2",
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(trigger.secret).sign("msg_2", at, body),
  };
  const answer = await world.request(trigger.hook.path, { method: "POST", headers, body });
  const { id } = (await answer.clone().json()) as Run;
  await untilRun(ada, { id }, "completed");
  const again = await world.request(trigger.hook.path, { method: "POST", headers, body });
  expect(`${await answer.text()} ${await again.text()}`).not.toContain("quagga");
  for (const who of [cleo, bob]) {
    expect(await readRefusal(who.request(`/api/v1/runs/${id}`))).toBe("404 request.not_found");
    const runs = await readAnswer<{ data: Run[] }>(who.request("/api/v1/runs?limit=100"), 200);
    expect(runs.data.map((one) => one.id)).not.toContain(id);
  }
  expect(google.seen.filter(({ path }) => path.endsWith("/messages/send"))).toEqual([]);
});

test("visitors of a widget reach nobody's mailbox, whoever made it and whatever its agent has", async () => {
  const widget = await makeWidget(ada, {}, { model: modelId, tools: gmail });
  const visit = await begin(world, widget.id);
  await visit.say(`${search}\n${call("gmail_read", { id: "msg_ada" })}\n${send}`);
  const { data } = await until(async () => {
    const seen = await visit.read();
    return seen.data.some(({ role, state }) => role === "assistant" && state === "complete") && seen;
  });
  expect(JSON.stringify(data)).not.toContain("quagga");
  expect(google.seen).toEqual([]);
});

test("a yes of whoever has a mailbox lends it to nobody: the mail goes from its person's own, or not at all", async () => {
  const run = await startRunOf(cleo, reader, send);
  const waiting = await untilRun(cleo, run, "awaiting_approval");
  const { id, hash } = await findApproval(ada, callsOf(waiting)[0]!.approval_id!);
  await readAnswer(ada.request(`/api/v1/approvals/${id}/approve`, post({ hash })), 200);
  const [held] = callsOf(await untilRun(cleo, run, "awaiting_connection"));
  expect(held).toMatchObject({ verdict: "connection:google:mail.send", delivery_id: null });
  await expectUntouched();
  expect(google.seen).toEqual([]);
});

test("whoever connects theirs wakes their own runs alone, and each is asked with its person's token", async () => {
  const [hers, his] = [await startRunOf(cleo, reader, search), await startRunOf(ada, reader, search)];
  expect(callsOf(await untilRun(ada, his, "completed"))[0]!.output).toContain(ofAda);
  await untilRun(cleo, hers, "awaiting_connection");
  google.seen.length = 0;
  model.bodies.length = 0;
  const { id } = await connectAccount(cleo, "cleo@mail.test", { service: "google", abilities });
  const [read] = callsOf(await untilRun(cleo, hers, "completed"));
  expect(read!.output).toContain(ofCleo);
  expect(read!.output).not.toContain(ofAda);
  await expectUntouched();
  expect(await readRefusal(ada.request(`/api/v1/connections/${id}/check`, post({})))).toBe("404 request.not_found");
  await untilIdle(world, "runs.");
});

test("both at once, many times, and no run is ever asked with the other's token", async () => {
  const runs = await Promise.all(
    Array.from({ length: 24 }, async (_, at) => {
      const who = at % 2 === 0 ? ada : cleo;
      return { who, run: await startRunOf(who, reader, search) };
    }),
  );
  for (const { who, run } of runs) {
    const [{ output } = { output: "" }] = callsOf(await untilRun(who, run, "completed"));
    expect(output).toContain(who === ada ? ofAda : ofCleo);
    expect(output).not.toContain(who === ada ? ofCleo : ofAda);
  }
});

test("an id of another's mail opens nothing: it is looked for in one's own mailbox", async () => {
  const run = await untilRun(cleo, await startRunOf(cleo, reader, call("gmail_read", { id: "msg_ada" })), "completed");
  expect(JSON.stringify(run)).not.toContain("quagga");
  await expectUntouched();
});

test("whoever leaves takes their mailbox along: runs of theirs that wait read nothing more, and others find none", async () => {
  const dan = await joinOrganization(ada, await signUp(world, "Dan"), "editor");
  await connectAccount(dan, "cleo@mail.test", { service: "google", abilities });
  const token = google.seen.findLast((one) => one.token !== "")!.token;
  const run = await startRunOf(dan, reader, send);
  const waiting = await untilRun(dan, run, "awaiting_approval");
  await readAnswer(ada.request(`/api/v1/members/${dan.userId}`, { method: "DELETE" }), 204);
  await until(
    async () => (await world.rows("select 1 from connections where user_id = $1", [dan.userId])).length === 0,
  );
  google.seen.length = 0;
  const { id, hash } = await findApproval(ada, callsOf(waiting)[0]!.approval_id!);
  await ada.request(`/api/v1/approvals/${id}/approve`, post({ hash }));
  await untilIdle(world, "runs.");
  expect(google.seen.filter((one) => one.token === token && one.path.startsWith("/gmail/"))).toEqual([]);
});
