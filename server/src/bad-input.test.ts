import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dayMs, hourMs, minuteMs } from "./framework/clock.ts";
import { newSecret } from "./framework/ids.ts";
import { issueOwnerLink } from "./modules/deployment/public.ts";
import { countRows } from "./testing/find-in-database.ts";
import { makeApiKey } from "./testing/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "./testing/open-two-tenants.ts";
import { askAnonymously, type PersonRequest, readMailbox, signIn, signUp, untilIdle } from "./testing/people.ts";
import { readAnswer, readRefusal } from "./testing/read-answer.ts";
import { findExample, say, startConversation, untilOver } from "./testing/talk.ts";
import { openWorld, until } from "./testing/world.ts";

/** In whatever is refused: no line of the log may have it. */
const canary = `canary${randomBytes(8).toString("hex")}`;

let all: TwoTenants;
beforeAll(async () => {
  all = await openTwoTenants();
});
afterAll(() => all.world.close());

/** Tables that a refusal may write to: how often was asked, and with which key. */
const counting = ["rate_limits", "idempotency_keys"];

async function countKept(): Promise<Record<string, number>> {
  await untilIdle(all.world);
  const counts = Object.entries(await countRows(all.world)).filter(([table]) => !counting.includes(table));
  return Object.fromEntries(counts);
}

/** Status and code of a refusal that says all that RFC 9457 and the house ask for. */
async function refusalOf(asked: Promise<Response>): Promise<string> {
  const answer = await asked;
  const problem = (await answer.json()) as Record<string, unknown>;
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(problem).toMatchObject({
    type: `/docs/errors/${String(problem["code"])}`,
    status: answer.status,
    title: expect.stringMatching(/\w/),
    help: expect.stringMatching(/\w/),
    request_id: answer.headers.get("x-request-id"),
  });
  return `${answer.status} ${String(problem["code"])}`;
}

const send = (path: string, init: PersonRequest = {}) => all.ada.request(`/api/v1${path}`, init);
const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
  send("/agents", { method: "POST", body: typeof body === "string" ? body : new Uint8Array(body), headers });
const named = (name: string) => JSON.stringify({ name });
const malformed = "400 request.malformed";
const invalid = "422 request.invalid";

describe("what cannot be read or is not what was asked for is refused, and leaves nothing", () => {
  let before: Record<string, number>;
  beforeEach(async () => {
    before = await countKept();
  });
  afterEach(async () => {
    expect(await countKept()).toEqual(before);
    expect(all.world.logLines.filter((line) => line.includes(canary))).toEqual([]);
    expect(all.world.logLines.filter((line) => line.includes("a request failed"))).toEqual([]);
  });

  const bytes = (...inner: number[]) =>
    Buffer.concat([Buffer.from(`{"name":"${canary}`), Buffer.from(inner), Buffer.from('"}')]);
  test.each([
    ["a byte that UTF-8 never has", bytes(0xff)],
    ["an overlong NUL", bytes(0xc0, 0x80)],
    ["a character that breaks off", bytes(0xe2, 0x82)],
    ["an encoded surrogate", bytes(0xed, 0xa0, 0x80)],
    ["UTF-16", Buffer.from(named(canary), "utf16le")],
    ["a NUL byte", bytes(0)],
  ])("a body with %s", async (_, body) => {
    expect(await refusalOf(post(body))).toBe(malformed);
  });

  test.each([
    ["an escaped NUL", `{"name":"${canary}\\u0000"}`],
    ["a NUL in a name", `{"${canary}\\u0000":1}`],
    ["half a surrogate pair", `{"name":"${canary}\\udc00"}`],
    ["half a pair in a name", `{"${canary}\\ud800":1}`],
    ["objects 10,000 deep", `${'{"name":'.repeat(10_000)}"${canary}"${"}".repeat(10_000)}`],
    ["arrays 500,000 deep", `{"name":${"[".repeat(500_000)}${"]".repeat(500_000)}}`],
    ["a name given twice", `{"name":"${canary}","name":"b"}`],
    ["a name given twice, once escaped", `{"name":"${canary}","n\\u0061me":"b"}`],
    ["a name given twice further in", `{"name":{"${canary}":1,"${canary}":2}}`],
    ["a comment", `{"name":"${canary}"/* so */}`],
    ["a single quote", `{'name':'${canary}'}`],
    ["a number that is none", '{"name":NaN}'],
    ["something after its end", `{"name":"a"} ${canary}`],
    ["nothing but a space", " "],
    ["a string", `"${canary}"`],
    ["a number", "12345678901234567890"],
  ])("a body with %s", async (_, body) => {
    expect(await refusalOf(post(body))).toBe(malformed);
  });

  test.each([
    ["no body", ""],
    ["an empty object", "{}"],
    ["__proto__", `{"name":"a","__proto__":{"instructions":"${canary}"}}`],
    ["an escaped __proto__", `{"name":"a","__proto\\u005f_":{"model":"${canary}"}}`],
    ["constructor", `{"name":"a","constructor":{"prototype":{"model":"${canary}"}}}`],
    ["toString", `{"name":"a","toString":"${canary}"}`],
    ["__proto__ as a value's field", `{"name":{"__proto__":"${canary}"}}`],
    ["a number beyond 2^53 for a text", '{"name":9007199254740993}'],
    ["a number that overflows", '{"name":1e999}'],
    ["null", '{"name":null}'],
    ["a list for a text", `{"name":["${canary}"]}`],
    ["a text too long", named(canary.repeat(2000))],
  ])("%s in place of an agent", async (_, body) => {
    expect(await refusalOf(post(body))).toBe(invalid);
    expect({}).not.toHaveProperty("instructions");
    expect({}).not.toHaveProperty("model");
  });

  test.each([
    ["text/plain"],
    ["multipart/form-data; boundary=x"],
    ["application/x-www-form-urlencoded"],
    ["application/json-patch+json"],
    ["application/jsonp"],
    ["text/json, application/json"],
    [""],
  ])("a body said to be %s", async (type) => {
    expect(await refusalOf(post(named(canary), { "content-type": type }))).toBe("415 request.unsupported_type");
  });

  test.each([
    ["limit=1&limit=2", invalid],
    [`limit=1&${canary}=2`, invalid],
    ["__proto__=1", invalid],
    ["constructor=1", invalid],
    ["limit=%00", invalid],
    ["limit=9007199254740993", invalid],
    ["limit=1e999", invalid],
    ["limit=-1", invalid],
    ["limit=1.5", invalid],
    ["limit[]=1", invalid],
    [`cursor=%00${canary}`, invalid],
    [`cursor=%ED%A0%80${canary}`, invalid],
    [`cursor=${Buffer.from(`\0${canary}`).toString("base64url")}`, invalid],
    [`cursor=${Buffer.from([0xff, 0xfe]).toString("base64url")}`, invalid],
    ["cursor=", invalid],
  ])("the query %s", async (query, expected) => {
    for (const path of ["/agents", "/sessions", "/members", "/conversations", "/audit-entries", "/privacy-requests"])
      expect(await refusalOf(send(`${path}?${query}`)), path).toBe(expected);
  });

  test.each([
    ["%00"],
    [`agt_%00${canary}`],
    ["%ff"],
    ["%"],
    ["%E0%A4%A"],
    [`%2e%2e%2f${canary}`],
    ["%ED%A0%80"],
    ["..%5c"],
    ["__proto__"],
  ])("an agent called %s", async (id) => {
    for (const method of ["GET", "DELETE"])
      expect(["404 request.not_found", invalid]).toContain(await refusalOf(send(`/agents/${id}`, { method })));
  });

  test.each([["x-http-method-override"], ["x-http-method"], ["x-method-override"]])(
    "%s does not make another method of a request",
    async (header) => {
      const { id } = await findExample(all.ada);
      const answer = await send(`/agents/${id}`, { headers: { [header]: "DELETE" } });
      expect(answer.status).toBe(200);
      expect(await refusalOf(send(`/agents/${id}?_method=DELETE`))).toBe(invalid);
      expect(
        await refusalOf(send(`/agents/${id}`, { method: "POST", json: {}, headers: { [header]: "DELETE" } })),
      ).toBe("405 request.method_not_allowed");
    },
  );

  test("another tenant's ids are as absent as those that never were", async () => {
    const { ada, bob } = all;
    const theirs = await findExample(bob);
    const absent = "404 request.not_found";
    for (const headers of [{ "avow-workspace": bob.workspaceId }, { "avow-workspace": canary }])
      expect(await refusalOf(ada.request("/api/v1/agents", { headers }))).toBe(absent);
    expect(
      await refusalOf(ada.request("/api/v1/organization", { headers: { "avow-organization": bob.organizationId } })),
    ).toBe(absent);
    expect(await refusalOf(send(`/agents/${theirs.id}`))).toBe(absent);
    expect(await refusalOf(send("/conversations", { method: "POST", json: { agent_id: theirs.id } }))).toBe(absent);
    expect(await refusalOf(send(`/workspaces/${bob.workspaceId}`, { method: "DELETE" }))).toBe(absent);
  });

  test("forged, planted and foreign credentials let nobody in", async () => {
    const { ada, bob } = all;
    const token = ada.cookie.split("=")[1]!;
    const nobody = "401 request.not_signed_in";
    const cookies = [
      "avow-session=",
      `avow-session=${canary}`,
      `avow-session=${newSecret()}`,
      `avow-session=${token.slice(0, -1)}`,
      `avow-session=${token}${canary}`,
      `avow-session=${canary.repeat(2000)}`,
      `avow-session=${canary}; ${ada.cookie}`,
      `${ada.cookie}; ${bob.cookie}`,
      `__Host-avow-session=${token}`,
      `AVOW-SESSION=${token}`,
    ];
    for (const cookie of cookies)
      expect(await refusalOf(send("/me", { headers: { cookie } })), cookie.slice(0, 40)).toBe(nobody);
    const keys = [
      canary,
      `Bearer ${canary}`,
      `Bearer avow_${"a".repeat(43)}`,
      `Bearer ${token}`,
      `Basic ${btoa(canary)}`,
    ];
    for (const authorization of keys)
      expect(await refusalOf(send("/agents", { headers: { authorization } })), authorization.slice(0, 20)).toBe(nobody);
  });
});

describe("an idempotency key", () => {
  const ask = (key: string, name: string, who = all.ada, headers: Record<string, string> = {}) =>
    who.request("/api/v1/agents", { method: "POST", json: { name }, headers: { "idempotency-key": key, ...headers } });

  test("repeats an answer to the same request, and refuses it to another", async () => {
    const [first, again] = [await ask("key-1", "One"), await ask("key-1", "One")];
    expect([first.status, again.status, again.headers.get("idempotency-replayed")]).toEqual([201, 201, "true"]);
    expect(await again.json()).toEqual(await first.json());
    const before = await countKept();
    expect(await refusalOf(ask("key-1", canary))).toBe("422 request.key_reused");
    expect(await countKept()).toEqual(before);
  });

  test("is refused while its request runs, and then gives that request's answer", async () => {
    const holder = await all.world.owner.connect();
    await holder.query("begin");
    await holder.query("lock table agents in share mode");
    const first = ask("key-2", "Slow");
    const isRunning = () => all.world.rows("select 1 from idempotency_keys where state = 'running'");
    await until(async () => (await isRunning()).length > 0);
    const second = await ask("key-2", "Slow");
    await holder.query("rollback");
    holder.release();
    expect(second.headers.get("retry-after")).toBe("1");
    expect(await refusalOf(Promise.resolve(second))).toBe("409 request.key_in_use");
    const made = await readAnswer(first, 201);
    expect(await readAnswer(ask("key-2", "Slow"), 201)).toEqual(made);
  });

  test("belongs to whoever sent it: the same one of others is another", async () => {
    const { token } = await makeApiKey(all.ada, { scopes: ["agents.write"] });
    const asProgram = { cookie: "", authorization: `Bearer ${token}` };
    const answers = [
      await ask("key-3", "Mine"),
      await ask("key-3", "Yours", all.bob),
      await ask("key-3", "Its", all.ada, asProgram),
    ];
    expect(answers.map(({ status, headers }) => [status, headers.get("idempotency-replayed")])).toEqual([
      [201, null],
      [201, null],
      [201, null],
    ]);
  });

  test("given by many at once does the work once", async () => {
    const before = await countKept();
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask("key-4", "Once")));
    for (const answer of answers) expect([201, 409]).toContain(answer.status);
    expect(answers.filter((a) => a.status === 201 && !a.headers.has("idempotency-replayed"))).toHaveLength(1);
    expect((await countKept())["agents"]).toBe(before["agents"]! + 1);
  });

  test("is given back by a refusal", async () => {
    expect(await refusalOf(post("{}", { "idempotency-key": "key-5" }))).toBe(invalid);
    expect((await ask("key-5", "Now right")).status).toBe(201);
  });

  test("counts to its end, however long it is", async () => {
    const long = "k".repeat(300);
    const ids = [];
    for (const end of ["1", "2", "2"]) ids.push((await readAnswer(ask(long + end, "Long"), 201))["id"]);
    expect([ids[1] === ids[0], ids[2] === ids[1]]).toEqual([false, true]);
  });
});

test("of many who sign up with one address at once, one gets the account", async () => {
  const email = "many@example.test";
  const asked = (n: number) => ({
    email,
    password: `a long enough secret ${n}`,
    name: `Many ${n}`,
    birth_date: "1990-04-01",
  });
  const numbers = [1, 2, 3, 4, 5];
  const answers = await Promise.all(
    numbers.map((n) => askAnonymously(all.world, "/api/v1/users", asked(n), `10.9.9.${n}`)),
  );
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
  const tokens = await until(async () => {
    await untilIdle(all.world);
    const mails = (await readMailbox(all.ada)).filter(({ to }) => to === email);
    const found = mails.flatMap(({ text }) => /#token=([\w-]+)/.exec(text)?.[1] ?? []);
    return found.length > 0 && found;
  });
  const confirm = (token: string) =>
    askAnonymously(all.world, "/api/v1/email-verifications/confirm", { token }, "10.9.8.1");
  const confirmed = await Promise.all(tokens.map(confirm));
  expect(confirmed.filter(({ ok }) => ok)).toHaveLength(1);
  const signIns = await Promise.all(
    numbers.map((n) =>
      askAnonymously(all.world, "/api/v1/sessions", { email, password: asked(n).password }, `10.9.7.${n}`),
    ),
  );
  expect(signIns.filter(({ ok }) => ok)).toHaveLength(1);
});

test("of many who open the owner link at once, one becomes the operator", async () => {
  const world = await openWorld();
  try {
    const owner_token = await issueOwnerLink(world.app);
    const ask = (n: number) =>
      askAnonymously(world, "/api/v1/users", {
        ...{ owner_token, email: `o${n}@example.test`, password: `a long enough secret ${n}` },
        ...{ name: "O", birth_date: "1990-04-01" },
      });
    const answers = await Promise.all([1, 2, 3, 4].map((n) => ask(n)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const refused of answers.filter(({ ok }) => !ok))
      expect(await readRefusal(refused)).toBe("422 users.owner_link_spent");
    expect(await world.rows("select id from users")).toHaveLength(1);
  } finally {
    await world.close();
  }
});

describe("when the clock jumps", () => {
  test("by a day and back, sessions, keys and links go on, and an answer is given once", async () => {
    const { world, ada } = all;
    const { token } = await makeApiKey(ada, { scopes: ["agents.read"] });
    const start = world.clock.now();
    const works = async () => {
      expect((await send("/me")).status).toBe(200);
      expect((await send("/agents", { headers: { cookie: "", authorization: `Bearer ${token}` } })).status).toBe(200);
    };
    const conversation = await startConversation(ada, await findExample(ada));
    for (const jump of [dayMs, -dayMs, -dayMs, dayMs]) {
      world.clock.advance(jump);
      await works();
      const { reply } = await say(ada, conversation, `echo: ${jump}`);
      world.clock.advance(-2 * jump);
      world.clock.advance(2 * jump);
      expect(await untilOver(ada, reply, 20_000)).toMatchObject({ state: "complete" });
    }
    world.clock.set(start);
    await works();
    const texts = await world.rows("select 1 from messages where conversation_id = $1 and role = 'assistant'", [
      conversation.id,
    ]);
    expect(texts).toHaveLength(4);
  });

  test("a session is over when its time is, whatever the clock said before, and stays so once it was ended", async () => {
    const { world } = all;
    const vic = await signIn(world, all.visitor);
    world.clock.advance(-dayMs);
    expect((await vic.request("/api/v1/me")).status).toBe(200);
    world.clock.advance(16 * dayMs);
    expect(await refusalOf(vic.request("/api/v1/me"))).toBe("401 request.not_signed_in");
    world.clock.advance(-15 * dayMs);
    const again = await signIn(world, all.visitor);
    expect((await again.request("/api/v1/sessions/current", { method: "DELETE" })).ok).toBe(true);
    world.clock.advance(-hourMs);
    expect(await refusalOf(again.request("/api/v1/me"))).toBe("401 request.not_signed_in");
    world.clock.advance(hourMs);
  });

  test("an API key that ran out lets nobody in", async () => {
    const { world, ada } = all;
    const expires_at = new Date(world.clock.now().getTime() + hourMs).toISOString();
    const { token } = await makeApiKey(ada, { scopes: ["agents.read"], expires_at });
    const ask = () => send("/agents", { headers: { cookie: "", authorization: `Bearer ${token}` } });
    expect((await ask()).status).toBe(200);
    world.clock.advance(hourMs);
    expect(await refusalOf(ask())).toBe("401 request.not_signed_in");
    world.clock.advance(-hourMs);
  });

  test("back by a day, whoever had asked too often waits no longer than told", async () => {
    const world = await openWorld();
    try {
      const guess = () =>
        askAnonymously(world, "/api/v1/sessions", { email: "a@example.test", password: canary }, "10.7.7.7");
      world.clock.advance(dayMs);
      let refused = await guess();
      while (refused.status !== 429) refused = await guess();
      world.clock.advance(-dayMs);
      await guess();
      world.clock.advance(minuteMs);
      expect(await readRefusal(guess())).toBe("401 sessions.refused");
      expect(world.logLines.filter((line) => line.includes(canary))).toEqual([]);
    } finally {
      await world.close();
    }
  });
});

test("a new account is a new person: nothing of a refused sign-up is left", async () => {
  const before = await countKept();
  const young = { email: `${canary}@example.test`, password: `${canary} long`, name: canary, birth_date: "2024-01-01" };
  expect(await refusalOf(askAnonymously(all.world, "/api/v1/users", young, "10.6.6.6"))).toBe("403 users.too_young");
  expect(await countKept()).toEqual(before);
  expect(all.world.logLines.filter((line) => line.includes(canary))).toEqual([]);
  expect((await signUp(all.world, "Grown")).userId).toMatch(/^usr_/);
});
