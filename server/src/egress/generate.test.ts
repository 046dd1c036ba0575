import { afterAll, beforeAll, expect, test } from "vitest";
import { inScope, proveScope, readIn } from "../framework/database/tenant.ts";
import { type DataKey, newDataKey } from "../framework/keys/sealing.ts";
import { minuteMs } from "../framework/clock.ts";
import type { Work } from "../framework/context.ts";
import { Refusal } from "../framework/errors.ts";
import { fill } from "../framework/ports.ts";
import { makeWork } from "../framework/work.ts";
import { type FakeModelServer, startFakeModelServer } from "../integrations/openai-compatible/fake.ts";
import { ProviderError } from "../integrations/roles/calls/provider-error.ts";
import { signUp, withOrganization } from "../testing/people.ts";
import { makeAgent, type Talker, turnAi } from "../testing/deeds/talk.ts";
import { openWorld, until, type World } from "../testing/world.ts";
import { generate } from "./generate.ts";
import { grantCredits } from "./ledger/grant-credits.ts";
import { type Gate, gatePort, type Verdict } from "./ports.ts";
import type { TextRequest } from "./request.ts";

let world: World;
let fake: FakeModelServer;
let ada: Talker;
let model: string;
beforeAll(async () => {
  [world, fake] = await Promise.all([openWorld(), startFakeModelServer()]);
  ada = await withOrganization(await signUp(world, "Ada"));
  await turnAi(ada, true);
  model = (await makeAgent(ada, fake)).model;
});
afterAll(async () => {
  await world.close();
  await fake.close();
});

const key = newDataKey();

/** Work for Ada in her workspace, with some of the gate's answers replaced. */
function workFor(
  person: Pick<Talker, "organizationId" | "workspaceId" | "userId">,
  replaced: Partial<Gate> = {},
): Work {
  const { organizationId, workspaceId, userId } = person;
  const gate = { ...(world.app.ports.get(gatePort.name) as Gate), ...replaced };
  const app = { ...world.app, ports: new Map([...world.app.ports, fill(gatePort, gate)]) };
  const db = readIn(world.app.database, proveScope({ organizationId, workspaceId, userId }));
  return makeWork(app, { db, principal: { kind: "system", id: "test" }, purpose: "converse", log: world.app.log });
}

type Asked = {
  work?: Work;
  id?: string;
  text?: string;
  signal?: AbortSignal;
  key?: DataKey;
  model?: string;
  permission?: string;
};

function ask({ work = workFor(ada), id = work.newId("gen"), text = "Hello", ...rest }: Asked = {}) {
  const messages = [{ role: "user", content: text }] as const;
  const base: Omit<TextRequest, "kind"> = {
    id,
    surface: "chat",
    permission: "conversations.write",
    artefact: work.newId("msg"),
    key,
    model,
    messages,
    signal: new AbortController().signal,
  };
  return { id, chunks: generate(work, { ...base, ...rest }) };
}

async function collect(chunks: AsyncIterable<{ type: string; text?: string }>): Promise<string> {
  let text = "";
  for await (const chunk of chunks) if (chunk.type === "text") text += chunk.text;
  return text;
}

const failureOf = (chunks: AsyncIterable<{ type: string }>) =>
  collect(chunks).then(
    () => "nothing failed",
    (error: unknown) => (error instanceof Refusal || error instanceof ProviderError ? error.code : error),
  );

test("what the guardrail blocks or wants approved is refused with its rule and its sentence, and nothing is sent", async () => {
  const before = fake.requests.length;
  const said = { rule: "secrets.found", sentence: "It holds a key of a server." };
  const verdicts: Verdict[] = [
    { action: "block", ...said },
    { action: "ask", ...said, approvalId: "apr_1" },
  ];
  const codes = [];
  for (const verdict of verdicts) {
    const { id, chunks } = ask({ work: workFor(ada, { guard: async () => verdict }) });
    codes.push(await failureOf(chunks));
    expect(await readRow(id)).toBeUndefined();
  }
  expect(codes).toEqual(["egress.blocked", "egress.approval_needed"]);
  expect(fake.requests.length).toBe(before);
});

type Row = Record<string, unknown> & {
  prompt_hash: Buffer;
  first_token_ms: number;
  latency_ms: number;
  tokens_out: number;
};
const readRow = async (id: string) => (await world.rows<Row>("select * from generations where id = $1", [id]))[0];

test("a call is on record before its first word, and settled with what it took when it is over", async () => {
  fake.next({ kind: "answer", words: ["One ", "two ", "three"], paceMs: 20 });
  const { id, chunks } = ask();
  const first = await chunks.next();
  expect(first.value).toEqual({ type: "text", text: "One " });
  const running = await readRow(id);
  expect(running).toMatchObject({
    state: "running",
    sandbox: false,
    model: "fake-1",
    tokens_out: null,
    settled_at: null,
  });
  expect(running!["provider"]).toBe(model.split("/")[0]);
  expect(await collect(chunks)).toBe("two three");
  const settled = (await readRow(id))!;
  expect(settled).toMatchObject({
    state: "completed",
    tokens_in: 1,
    tokens_out: 3,
    tokens_estimated: false,
    lease_until: null,
    error_code: null,
  });
  expect(settled.latency_ms).toBeGreaterThanOrEqual(settled.first_token_ms);
  expect(settled.first_token_ms).toBeGreaterThanOrEqual(0);
});

test("each question is asked in its order, and whoever says no ends it: nothing is sent, and what was reserved is given back", async () => {
  const steps = ["readStanding", "decide", "checkConsent", "findRoute", "guard", "reserve", "takeTurn"] as const;
  const gate = world.app.ports.get(gatePort.name) as Gate;
  for (const [index, failing] of steps.entries()) {
    const asked: string[] = [];
    let reserved = 0;
    const watched = Object.fromEntries(
      steps.map((step) => [
        step,
        (...args: never[]) => {
          asked.push(step);
          const refused = new ProviderError("provider.content_refused");
          if (step === failing && step === "reserve") return Promise.reject(refused);
          if (step === failing) throw refused;
          const answer: (...given: never[]) => unknown = gate[step];
          if (step !== "reserve") return answer(...args);
          reserved += 1;
          return Promise.resolve({
            settle: async () => ({ charged: (reserved -= 1), isRecorded: true }),
            costSoFar: () => 0,
            covers: async () => true,
          });
        },
      ]),
    ) as Partial<Gate>;
    const before = fake.requests.length;
    const { id, chunks } = ask({ work: workFor(ada, watched) });
    expect(await failureOf(chunks)).toBe("provider.content_refused");
    expect(asked).toEqual(steps.slice(0, index + 1));
    expect([fake.requests.length - before, reserved, await readRow(id)]).toEqual([0, 0, undefined]);
  }
});

test("what was reserved is settled once with what was used, also for a call that failed or was left", async () => {
  const settled: number[] = [];
  const reserve: Gate["reserve"] = async () => ({
    settle: async ({ usage }) => ({ charged: settled.push(usage.tokensOut), isRecorded: true }),
    costSoFar: () => 0,
    covers: async () => true,
  });
  const work = workFor(ada, { reserve });
  fake.next(
    { kind: "answer", words: ["a ", "b "] },
    { kind: "status", status: 500 },
    { kind: "hang", words: ["abcdefgh"] },
  );
  await collect(ask({ work }).chunks);
  await failureOf(ask({ work }).chunks);
  for await (const chunk of ask({ work }).chunks) if (chunk.type === "text") break;
  expect(settled).toEqual([2, 0, 2]);
});

test("what the guardrail gives back is what is sent", async () => {
  const guard: Gate["guard"] = async (_work, request) => ({
    action: "redact",
    rule: "names",
    request: { ...(request as TextRequest), messages: [{ role: "user", content: "[name] is here" }] },
  });
  expect(await collect(ask({ work: workFor(ada, { guard }), text: "Ada is here" }).chunks)).toBe(
    "Echo: [name] is here",
  );
  expect(fake.requests.at(-1)!.body).not.toContain("Ada");
});

test("someone who is no member, or whose role does not have the permission, gets no answer", async () => {
  const stranger = { ...ada, userId: "usr_00000000000000000000000000" };
  expect(await failureOf(ask({ work: workFor(stranger) }).chunks)).toBe("request.not_allowed");
  await world.rows("update memberships set role = 'viewer' where user_id = $1 returning 1", [ada.userId]);
  expect(await failureOf(ask().chunks)).toBe("request.not_allowed");
  await world.rows("update memberships set role = 'owner' where user_id = $1 returning 1", [ada.userId]);
});

test("in a suspended organization there is no AI", async () => {
  const suspend = (at: Date | null) =>
    world.rows("update organizations set suspended_at = $2 where organization_id = $1 returning 1", [
      ada.organizationId,
      at,
    ]);
  await suspend(world.clock.now());
  expect(await failureOf(ask().chunks)).toBe("request.not_allowed");
  await suspend(null);
});

test("the model of a server that was disconnected is refused, as is one of another organization", async () => {
  const bob = await withOrganization(await signUp(world, "Bob"));
  await turnAi(bob, true);
  expect(await failureOf(ask({ work: workFor(bob) }).chunks)).toBe("models.not_connected");
  expect(await failureOf(ask({ model: "mds_00000000000000000000000000/fake-1" }).chunks)).toBe("models.not_connected");
});

test("leaving the iteration stops the call upstream", async () => {
  fake.next({ kind: "hang", words: ["First ", "words "] });
  const left = fake.disconnects;
  const { id, chunks } = ask();
  for await (const chunk of chunks) if (chunk.type === "text") break;
  await until(() => fake.disconnects === left + 1);
  expect(await readRow(id)).toMatchObject({ state: "stopped", tokens_estimated: true });
});

test("a caller that has to go leaves it interrupted, and gets its own reason", async () => {
  fake.next({ kind: "hang", words: ["First "] });
  const caller = new AbortController();
  const { id, chunks } = ask({ signal: caller.signal });
  await chunks.next();
  caller.abort(new Error("the lease is lost"));
  await expect(collect(chunks)).rejects.toThrow("the lease is lost");
  expect(await readRow(id)).toMatchObject({ state: "interrupted" });
});

test("the sandbox is marked, and asks no server", async () => {
  const before = fake.requests.length;
  const { id, chunks } = ask({ model: "sandbox", text: "echo: Hi" });
  expect(await collect(chunks)).toContain("no AI was called");
  expect(await readRow(id)).toMatchObject({ sandbox: true, provider: "sandbox", model: "sandbox", state: "completed" });
  expect(fake.requests.length).toBe(before);
});

test("the prompt's hash is equal for equal requests under one key, and tells nothing without it", async () => {
  const hashOf = async (asked: Asked) => {
    const { id, chunks } = ask(asked);
    await collect(chunks);
    return (await readRow(id))!.prompt_hash.toString("hex");
  };
  const first = await hashOf({ text: "Same" });
  expect(await hashOf({ text: "Same" })).toBe(first);
  expect(await hashOf({ text: "Other" })).not.toBe(first);
  expect(await hashOf({ text: "Same", key: newDataKey() })).not.toBe(first);
});

test("a generation holds its lease while it runs, and one whose lease ran out is settled by the sweeper, once", async () => {
  fake.next({ kind: "hang", words: ["First "] });
  const { id, chunks } = ask();
  await chunks.next();
  world.clock.advance(10_000);
  const renewed = await until(async () => {
    const lease = (await readRow(id))!["lease_until"] as Date;
    return lease.getTime() > world.clock.now().getTime() + 10_000 && lease;
  });
  expect(renewed.getTime()).toBe(world.clock.now().getTime() + 15_000);
  world.clock.advance(minuteMs);
  await world.work();
  await until(async () => (await readRow(id))!["state"] === "interrupted");
  await expect(collect(chunks)).rejects.toMatchObject({ name: "GenerationLost" });
  expect(await readRow(id)).toMatchObject({ state: "interrupted", tokens_estimated: true });
  const events = await world.rows("select facts from events where type = 'generation.interrupted'");
  expect(events.length).toBe(1);
});

type Priced = { tokensInMicros: number; tokensOutMicros: number };

/** Ada's work where the model costs something. */
function atPrice(price: Priced): Work {
  const gate = world.app.ports.get(gatePort.name) as Gate;
  const findRoute: Gate["findRoute"] = async (work, asked) => {
    const plan = await gate.findRoute(work, asked);
    const [target] = plan.targets;
    return { ...plan, targets: [{ ...target, price: { version: "test", ...price } }] };
  };
  return workFor(ada, { findRoute });
}

test("a call is refused before it is sent where the wallet cannot pay for it", async () => {
  const before = fake.requests.length;
  const work = atPrice({ tokensInMicros: 1_000_000, tokensOutMicros: 1_000_000 });
  expect(await failureOf(ask({ work }).chunks)).toBe("wallet.insufficient");
  expect(fake.requests.length).toBe(before);
});

test("what a generation cost is what was charged for it, to the micro-credit, and a stream is cut at its ceiling", async () => {
  const { organizationId } = ada;
  const step = (db: Work["db"]) => ({
    db,
    at: world.clock.now(),
    newId: (prefix: string) => workFor(ada).newId(prefix),
  });
  const grant = { ledger: "real", source: "operator", amount: 20_000, priority: 1, expiresAt: null } as const;
  await inScope(world.app.database, proveScope({ organizationId }), (db) =>
    grantCredits(step(db), { ...grant, operationKey: "test" }),
  );
  const work = atPrice({ tokensInMicros: 0, tokensOutMicros: 3_000_000 });
  fake.next({ kind: "answer", words: ["a ", "b "] }, { kind: "hang", words: ["word ".repeat(9000), "and more"] });
  const whole = ask({ work });
  await collect(whole.chunks);
  const cut = ask({ work });
  expect(await failureOf(cut.chunks)).toBe("wallet.ceiling_reached");
  const rows = await world.rows<{ cost: number; charged: number; error: string | null }>(
    `select g.cost_micros::float8 as cost, -t.amount::float8 as charged, g.error_code as error from generations g
     join ledger_transactions t on t.organization_id = g.organization_id and t.operation_key = g.id
     where g.id = any($1) order by g.cost_micros`,
    [[whole.id, cut.id]],
  );
  expect(rows).toEqual([
    { cost: 6, charged: 6, error: null },
    { cost: 19_994, charged: 19_994, error: "wallet.ceiling_reached" },
  ]);
});
