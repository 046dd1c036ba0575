import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inScope, proveScope } from "../../../framework/database/tenant.ts";
import { makeWork } from "../../../framework/work.ts";
import { connectAccount } from "../../../testing/deeds/connect-account.ts";
import { joinOrganization } from "../../../testing/deeds/join-organization.ts";
import { openMailboxes } from "../../../testing/open-mailboxes.ts";
import type { Service } from "../../../testing/stand-ins/open-services.ts";
import { type PersonWithOrganization, signUp, untilIdle, withOrganization } from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";
import {
  callsOf,
  findApproval,
  makeTooledAgent,
  readRun,
  type SeenApproval,
  type SeenRun,
  startRunOf,
  untilRun,
} from "../../../testing/deeds/run-agents.ts";
import type { ScriptedModel } from "../../../testing/stand-ins/start-scripted-model.ts";
import { until, type World } from "../../../testing/world.ts";
import { wakeRun } from "../wake-run.ts";

let world: World;
let google: Service;
let model: ScriptedModel;
let ada: PersonWithOrganization;
let cleo: PersonWithOrganization;
let bob: PersonWithOrganization;
let agent: { id: string };

beforeAll(async () => {
  const opened = await openMailboxes({ of: ["ada", "cleo"] });
  ({ world, google, model, ada } = opened);
  cleo = await joinOrganization(ada, await signUp(world, "Cleo"), "admin");
  bob = await withOrganization(await signUp(world, "Bob"));
  agent = await makeTooledAgent(ada, [{ name: "gmail_send" }], { model: opened.modelId });
  for (const [who, at] of [
    [ada, "ada@mail.test"],
    [cleo, "cleo@mail.test"],
  ] as const)
    await connectAccount(who, at, { service: "google", abilities: ["mail.send", "mail.read"] });
});
afterAll(async () => {
  await world.close();
  await Promise.all([google.close(), model.close()]);
});
beforeEach(() => {
  google.interfere = undefined;
  google.done.length = 0;
});

const mail = { to: "mara@acme.test", subject: "Re: The offer", text: "Yes." };
const words = `call: gmail_send ${JSON.stringify(mail)}`;
const sent = () => google.done.filter(({ path }) => path.endsWith("/messages/send"));
const decide = (who: PersonWithOrganization, { id, hash }: Pick<SeenApproval, "id" | "hash">, verb = "approve") =>
  who.request(`/api/v1/approvals/${id}/${verb}`, {
    method: "POST",
    json: { hash, ...(verb === "reject" && { reason: "No." }) },
  });

/** A run that waits for a yes, and what it waits for. */
async function wait(who: PersonWithOrganization = ada): Promise<{ run: SeenRun; approval: SeenApproval }> {
  const run = await startRunOf(who, agent, words);
  const [asked] = callsOf(await untilRun(who, run, "awaiting_approval"));
  return { run, approval: await findApproval(ada, asked!.approval_id!) };
}
/** Has a run that waits be looked at by a worker. */
const lookAgain = ({ id: runId }: SeenRun) => {
  const { organizationId, workspaceId, userId } = ada;
  return inScope(world.app.database, proveScope({ organizationId, workspaceId, userId }), (db) => {
    const work = makeWork(world.app, {
      db,
      principal: { kind: "system", id: "test" },
      purpose: "converse",
      log: world.app.log,
    });
    return wakeRun(work, { runId, userId });
  });
};
const over = (who: PersonWithOrganization, run: { id: string }): Promise<SeenRun> =>
  until(async () => {
    const seen = await readRun(who, run);
    if (seen.state === "awaiting_effect") world.clock.advance(1500);
    return ["completed", "canceled", "failed"].includes(seen.state) && seen;
  });

test("ten yeses at once, of two people, are one: one counts, and one mail is sent", async () => {
  const { run, approval } = await wait();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, at) => decide(at % 2 === 0 ? ada : cleo, approval).then(({ status }) => status)),
  );
  expect(answers.toSorted((a, b) => a - b)).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
  expect(callsOf(await over(ada, run))).toMatchObject([{ state: "done" }]);
  expect(sent()).toHaveLength(1);
});

test("of a yes and a no at the same moment one counts, and what is done is what it says", async () => {
  for (let round = 0; round < 6; round++) {
    google.done.length = 0;
    const { run, approval } = await wait();
    const verbs = round % 2 === 0 ? ["approve", "reject"] : ["reject", "approve"];
    const statuses = await Promise.all(verbs.map(async (verb) => (await decide(ada, approval, verb)).status));
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 409]);
    await over(ada, run);
    const { state } = await findApproval(ada, approval.id);
    expect(sent()).toHaveLength(state === "approved" ? 1 : 0);
  }
});

test("a yes is used up: said again, or in a call of the same words, it does nothing more", async () => {
  const [one, other] = [await wait(), await wait()];
  expect(other.approval.hash).not.toBe(one.approval.hash);
  expect(await readRefusal(decide(ada, { id: other.approval.id, hash: one.approval.hash }))).toBe(
    "409 approvals.changed",
  );
  await readAnswer(decide(ada, one.approval), 200);
  await over(ada, one.run);
  expect(await readRefusal(decide(ada, one.approval))).toBe("409 approvals.not_pending");
  await untilIdle(world, "runs.");
  expect(await readRun(ada, other.run)).toMatchObject({ state: "awaiting_approval" });
  expect(sent()).toHaveLength(1);
  await readAnswer(ada.request(`/api/v1/runs/${other.run.id}/cancel`, { method: "POST", json: {} }), 200);
});

test("nobody says yes in another workspace, nor whoever has no right to, nor the person whose run it is for being that", async () => {
  const vic = await joinOrganization(ada, await signUp(world, "Vic"), "author");
  const { run, approval } = await wait();
  expect(await readRefusal(decide(bob, approval))).toBe("404 request.not_found");
  expect(await readRefusal(decide(vic, approval))).toBe("403 request.not_allowed");
  const made = ada.request("/api/v1/workspaces", { method: "POST", json: { name: "Elsewhere" } });
  const { id: elsewhere } = await readAnswer<{ id: string }>(made, 201);
  const there = ada.request(`/api/v1/approvals/${approval.id}/approve`, {
    method: "POST",
    json: { hash: approval.hash },
    headers: { "avow-workspace": elsewhere },
  });
  expect(await readRefusal(there)).toBe("404 request.not_found");
  for (const path of ["", "/question"]) {
    const asked = await bob.request(`/api/v1/approvals${path === "" ? "?limit=100" : `/${approval.id}${path}`}`);
    expect(await asked.text()).not.toContain("mara@acme.test");
  }
  expect(sent()).toEqual([]);
  await readAnswer(ada.request(`/api/v1/runs/${run.id}/cancel`, { method: "POST", json: {} }), 200);
});

test("a yes that comes after the run was stopped does nothing", async () => {
  const { run, approval } = await wait();
  await readAnswer(ada.request(`/api/v1/runs/${run.id}/cancel`, { method: "POST", json: {} }), 200);
  await untilRun(ada, run, "canceled");
  await decide(ada, approval);
  await untilIdle(world);
  expect(await readRun(ada, run)).toMatchObject({ state: "canceled" });
  expect(sent()).toEqual([]);
});

test("a stop and a yes at the same moment send one mail or none, and the run tells which", async () => {
  for (let round = 0; round < 6; round++) {
    google.done.length = 0;
    const { run, approval } = await wait();
    const stop = () => ada.request(`/api/v1/runs/${run.id}/cancel`, { method: "POST", json: {} });
    const both = [() => decide(ada, approval), stop];
    await Promise.all((round % 2 === 0 ? both : both.toReversed()).map((ask) => ask()));
    const ended = await over(ada, run);
    await untilIdle(world);
    expect(sent().length).toBeLessThanOrEqual(1);
    if (callsOf(ended)[0]!.state === "done") expect(sent()).toHaveLength(1);
  }
});

test("a yes for somebody who may not any more is no right: nothing is sent", async () => {
  const eve = await joinOrganization(ada, await signUp(world, "Eve"), "editor");
  await connectAccount(eve, "cleo@mail.test", { service: "google", abilities: ["mail.send"] });
  const { run, approval } = await wait(eve);
  const demoted = ada.request(`/api/v1/members/${eve.userId}`, { method: "PATCH", json: { role: "viewer" } });
  await readAnswer(demoted, 200);
  await readAnswer(decide(ada, approval), 200);
  await until(async () => {
    const sql = "select state, verdict from tool_calls where run_id = $1 and ended_at is not null";
    const [call] = await world.rows<{ state: string; verdict: string }>(sql, [run.id]);
    return call?.state === "refused" && call.verdict.startsWith("rights.person:");
  });
  expect(sent()).toEqual([]);
});

test("a yes lent to other words in the database is a yes to nothing: somebody is asked about the words as they are", async () => {
  const [small, large] = [await wait(), await startRunOf(ada, agent, words.replace("Yes.", "Take it all."))];
  const [asked] = callsOf(await untilRun(ada, large, "awaiting_approval"));
  await readAnswer(decide(ada, small.approval), 200);
  await over(ada, small.run);
  google.done.length = 0;
  // As somebody with the database in hand would: the yes that was given now names the other call.
  await world.rows("delete from approvals where id = $1", [asked!.approval_id]);
  await world.rows("update approvals set subject = $2 where id = $1", [small.approval.id, asked!.id]);
  await lookAgain(large);
  await untilIdle(world);
  const [again] = callsOf(
    await untilRun(ada, large, "awaiting_approval", (seen) => callsOf(seen)[0]!.approval_id !== asked!.approval_id),
  );
  expect(again).toMatchObject({ state: "awaiting_approval", delivery_id: null });
  expect(sent()).toEqual([]);
});
