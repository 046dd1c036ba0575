// Long because one deployment with its stand-ins serves every case.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connectAccount } from "../../testing/deeds/connect-account.ts";
import { findInDatabase } from "../../testing/find-in-database.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { openMailboxes, unreadMail } from "../../testing/open-mailboxes.ts";
import type { Service } from "../../testing/stand-ins/open-services.ts";
import { type PersonWithOrganization, signUp, untilIdle } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import {
  callsOf,
  findApproval,
  makeTooledAgent,
  type SeenApproval,
  type SeenRun,
  startRunOf,
  untilRun,
} from "../../testing/deeds/run-agents.ts";
import type { ScriptedModel } from "../../testing/stand-ins/start-scripted-model.ts";
import { openWindow, say, startConversation, untilOver } from "../../testing/deeds/talk.ts";
import { until, type World } from "../../testing/world.ts";

let world: World;
let google: Service;
let model: ScriptedModel;
let ada: PersonWithOrganization;
let cleo: PersonWithOrganization;
let agent: { id: string };

const mara = "mara.lindqvist@acme.test";
const iban = "DE89370400440532013000";
/** As people and programs write the same two. */
const spellings = [mara, "Mara.Lindqvist@ACME.test", iban, "DE89 3704 0044 0532 0130 00"];

beforeAll(async () => {
  const body_text = `Pay to ${spellings.slice(1).join(" or ")}, and answer <${mara}>.`;
  const messages = [unreadMail("ada", { id: "msg_first", from: mara, subject: "Invoice", body_text })];
  const opened = await openMailboxes({ messages });
  ({ world, google, model, ada } = opened);
  cleo = await joinOrganization(ada, await signUp(world, "Cleo"), "author");
  agent = await makeTooledAgent(ada, [{ name: "gmail_read" }, { name: "gmail_send" }], { model: opened.modelId });
  await connect();
});
afterAll(async () => {
  await world.close();
  await Promise.all([google.close(), model.close()]);
});
beforeEach(() => {
  google.seen.length = 0;
  model.bodies.length = 0;
});

const connect = () =>
  connectAccount(ada, "ada@mail.test", { service: "google", abilities: ["mail.read", "mail.send"] });
const call = (tool: string, input: object) => `call: ${tool} ${JSON.stringify(input)}`;
const reply = call("gmail_send", { to: mara, subject: "Re: Invoice", text: "Paid." });
const sent = () =>
  google.seen.flatMap(({ path, body }) =>
    path.endsWith("/messages/send")
      ? [Buffer.from((JSON.parse(body) as { raw: string }).raw, "base64url").toString()]
      : [],
  );
const approve = ({ id, hash }: SeenApproval) =>
  ada.request(`/api/v1/approvals/${id}/approve`, { method: "POST", json: { hash } });

test("a model sees of a mail no address and no account in any spelling; its reader sees all of them, in the stream too", async () => {
  const conversation = await startConversation(ada, agent);
  const window = await openWindow(ada, conversation);
  const { reply: answer } = await say(ada, conversation, `What is new?\n${call("gmail_read", { id: "msg_first" })}`);
  const { text, state } = await untilOver(ada, answer);
  expect(state).toBe("complete");
  await window.message(answer.id, "complete");
  expect(model.bodies.length).toBeGreaterThanOrEqual(2);
  expect(model.bodies.join("\n")).toContain("Invoice");
  for (const spelling of spellings) {
    for (const body of model.bodies) expect(body.toLowerCase()).not.toContain(spelling.toLowerCase());
    expect(text).toContain(spelling);
    expect(window.messages.get(answer.id)!.text).toContain(spelling);
  }
  await window.close();
});

test("what stands for one person's secret stands for nothing in another's conversation", async () => {
  const first = await startRunOf(ada, agent, call("gmail_read", { id: "msg_first" }));
  await untilRun(ada, first, "completed");
  const marks = [...new Set(model.bodies.join("\n").match(/⟦[^⟧]{1,40}⟧|\b(?:EMAIL|IBAN)_\d+\b/g))];
  expect(marks.length).toBeGreaterThan(0);
  const other = await untilRun(cleo, await startRunOf(cleo, agent, `Say ${marks.join(" ")}`), "completed");
  expect(other.output).toContain("Done:");
  for (const spelling of spellings) expect(other.output).not.toContain(spelling);
});

test("an account that goes while its mail waits for a yes is used no more: the yes waits for another, and it is sent once", async () => {
  const run = await startRunOf(ada, agent, reply);
  const [asked] = callsOf(await untilRun(ada, run, "awaiting_approval"));
  const { data } = await readAnswer<{ data: { id: string }[] }>(ada.request("/api/v1/connections"), 200);
  await readAnswer(ada.request(`/api/v1/connections/${data[0]!.id}`, { method: "DELETE" }), 200);
  await readAnswer(approve(await findApproval(ada, asked!.approval_id!)), 200);
  await untilRun(ada, run, "awaiting_connection");
  expect(sent()).toEqual([]);
  await connect();
  const still = await until(async () => {
    const seen = await readAnswer<SeenRun>(ada.request(`/api/v1/runs/${run.id}`), 200);
    if (seen.state === "awaiting_effect") world.clock.advance(1500);
    return ["completed", "awaiting_approval"].includes(seen.state) && seen;
  });
  expect(still.state).toBe("completed");
  expect(sent()).toHaveLength(1);
  expect(sent()[0]).toContain(mara);
});

test("with a conversation goes what waits in it: nobody can say yes any more, nothing is sent, nothing of it is left", async () => {
  const conversation = await startConversation(ada, agent);
  const { reply: answer } = await say(ada, conversation, `Answer about the quagga.\n${reply}`);
  const runId = await until(async () => {
    const sql = "select run_id from messages where id = $1";
    return (await world.rows<{ run_id: string | null }>(sql, [answer.id]))[0]?.run_id ?? undefined;
  });
  const [asked] = callsOf(await untilRun(ada, { id: runId }, "awaiting_approval"));
  const approval = await findApproval(ada, asked!.approval_id!);
  await readAnswer(ada.request(`/api/v1/conversations/${conversation.id}`, { method: "DELETE" }), 204);
  expect(await readRefusal(approve(approval))).toMatch(/^(404 request\.not_found|409 approvals\.)/);
  expect(await readRefusal(ada.request(`/api/v1/approvals/${approval.id}/question`))).toBe("404 runs.nobody_asked");
  await untilIdle(world);
  expect(sent()).toEqual([]);
  const records = /^(?:approvals|audit_|log_|events|generations|ledger_|job|idempotency|stored_|request_log)/;
  for (const left of [conversation.id, runId, asked!.id, "quagga"])
    expect((await findInDatabase(world, left)).filter((name) => !records.test(name))).toEqual([]);
});
