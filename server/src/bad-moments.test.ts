import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayMs, hourMs, minuteMs } from "./framework/clock.ts";
import { issueOwnerLink } from "./modules/deployment/public.ts";
import { countRows } from "./testing/find-in-database.ts";
import { makeApiKey } from "./testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "./testing/open-two-tenants.ts";
import { askAnonymously, type PersonRequest, readMailbox, signIn, untilIdle } from "./testing/people.ts";
import { readAnswer, readRefusal } from "./testing/read-answer.ts";
import { findExample, say, startConversation, untilOver } from "./testing/deeds/talk.ts";
import { openWorld, until } from "./testing/world.ts";

/** In whatever is refused: no line of the log may have it. */
const canary = `canary${randomBytes(8).toString("hex")}`;

let all: TwoTenants;
beforeAll(async () => {
  all = await openTwoTenants();
});
afterAll(() => all.world.close());

/** Tables that a refusal may write to: how often was asked, and with which key. */
const counting = new Set(["rate_limits", "idempotency_keys"]);

async function countKept(): Promise<Record<string, number>> {
  await untilIdle(all.world);
  const counts = Object.entries(await countRows(all.world)).filter(([table]) => !counting.has(table));
  return Object.fromEntries(counts);
}

const send = (path: string, init: PersonRequest = {}) => all.ada.request(`/api/v1${path}`, init);

describe("an idempotency key", () => {
  const ask = (key: string, name: string, who = all.ada, headers: Record<string, string> = {}) =>
    who.request("/api/v1/agents", { method: "POST", json: { name }, headers: { "idempotency-key": key, ...headers } });

  test("repeats an answer to the same request, and refuses it to another", async () => {
    const [first, again] = [await ask("key-1", "One"), await ask("key-1", "One")];
    expect([first.status, again.status, again.headers.get("idempotency-replayed")]).toEqual([201, 201, "true"]);
    expect(await again.json()).toEqual(await first.json());
    const before = await countKept();
    expect(await readRefusal(ask("key-1", canary))).toBe("422 request.key_reused");
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
    expect(await readRefusal(Promise.resolve(second))).toBe("409 request.key_in_use");
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
    expect(
      await readRefusal(send("/agents", { method: "POST", json: {}, headers: { "idempotency-key": "key-5" } })),
    ).toBe("422 request.invalid");
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
    const olga = { owner_token, password: "a long enough secret", name: "Olga", birth_date: "1990-04-01" };
    const ask = (n: number) => askAnonymously(world, "/api/v1/users", { ...olga, email: `o${n}@example.test` });
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
    expect(await readRefusal(vic.request("/api/v1/me"))).toBe("401 request.not_signed_in");
    world.clock.advance(-15 * dayMs);
    const again = await signIn(world, all.visitor);
    expect((await again.request("/api/v1/sessions/current", { method: "DELETE" })).ok).toBe(true);
    world.clock.advance(-hourMs);
    expect(await readRefusal(again.request("/api/v1/me"))).toBe("401 request.not_signed_in");
    world.clock.advance(hourMs);
  });

  test("an API key that ran out lets nobody in", async () => {
    const { world, ada } = all;
    const expires_at = new Date(world.clock.now().getTime() + hourMs).toISOString();
    const { token } = await makeApiKey(ada, { scopes: ["agents.read"], expires_at });
    const ask = () => send("/agents", { headers: { cookie: "", authorization: `Bearer ${token}` } });
    expect((await ask()).status).toBe(200);
    world.clock.advance(hourMs);
    expect(await readRefusal(ask())).toBe("401 request.not_signed_in");
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
