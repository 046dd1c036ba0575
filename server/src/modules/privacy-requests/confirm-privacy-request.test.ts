import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayMs, minuteMs, secondMs } from "../../framework/clock.ts";
import { run as verifyReceipt } from "../../operate/verbs/verify-receipt.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { askAnonymously, type Person, signIn, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { openWorld, until, type World } from "../../testing/world.ts";

let world: World;
let operator: Person;
const folder = mkdtempSync(join(tmpdir(), "avow-receipts-"));
beforeAll(async () => {
  world = await openWorld();
  operator = await signUp(world, "Olga");
  await signUp(world, "Otto");
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await world.close();
});

type Asked = {
  id: string;
  state: string;
  receipt_token: string;
  cooling_off_until: string | null;
  refusal: string | null;
};
const path = "/api/v1/privacy-requests";

const ask = (person: Person, json: object = { kind: "erase", subject: "me" }) =>
  readAnswer<Asked>(person.request(path, { method: "POST", json }), 201);
const confirm = (person: Person, { id }: Asked, json: object = {}) =>
  person.request(`${path}/${id}/confirm`, { method: "POST", json });
const prove = (person: Person) => {
  const json = { password: person.password };
  return readAnswer(person.request("/api/v1/sessions/current/step-up", { method: "POST", json }), 204);
};
const look = (person: Person, { id }: Asked) => readAnswer<Asked>(person.request(`${path}/${id}`), 200);
const problemOf = async (answer: Promise<Response>) => {
  const { status, code, facts } = (await (await answer).json()) as { status: number; code: string; facts: object };
  return { status, code, facts };
};

/** The receipt, once it is there. */
const receiptOf = ({ receipt_token: token }: Asked) =>
  until(async () => {
    const answer = await world.request(`/api/v1/receipts/${token}`, { ip: "10.9.9.9" });
    if (answer.status === 200) return (await answer.json()) as { receipt: { removed: object[]; subject: object } };
    world.clock.advance(secondMs);
    return undefined;
  });

describe("a person", () => {
  test("erases themself at once, is gone, and has a receipt that verifies offline", async () => {
    const ada = await signUp(world, "Ada");
    const asked = await ask(ada);
    expect(asked).toMatchObject({ state: "planned", cooling_off_until: null });
    expect(await problemOf(world.request(`/api/v1/receipts/${asked.receipt_token}`))).toMatchObject({
      code: "privacy_requests.receipt_pending",
    });
    await readAnswer(confirm(ada, asked, { immediately: true, confirmation: ada.email }), 200);
    const signed = await receiptOf(asked);
    const file = join(folder, "receipt.json");
    writeFileSync(file, JSON.stringify(signed));
    const out: string[] = [];
    expect(await verifyReceipt([file], { out: (line) => out.push(line), error: (line) => out.push(line) })).toBe(0);
    expect(out).toContain("Removed: users, 1 row.");
    expect(out).toContain("Nothing was kept.");

    expect((await ada.request("/api/v1/me")).status).toBe(401);
    const signedIn = await askAnonymously(
      world,
      "/api/v1/sessions",
      { email: ada.email, password: ada.password },
      ada.ip,
    );
    expect(signedIn.status).toBe(401);
    const [{ count } = { count: -1 }] = await world.rows<{ count: number }>(
      "select count(*)::int from users where id = $1",
      [ada.userId],
    );
    expect(count).toBe(0);
  });

  test("has a week in which nothing happens, and can withdraw to its last second", async () => {
    const ada = await signUp(world, "Ada");
    const asked = await ask(ada);
    const confirmed = await readAnswer<Asked>(confirm(ada, asked), 200);
    expect(confirmed).toMatchObject({ state: "cooling_off", receipt_token: null });
    const begins = Date.parse(confirmed.cooling_off_until ?? "");
    expect(begins - world.clock.now().getTime()).toBe(7 * dayMs);
    world.clock.set(new Date(begins - secondMs));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await look(ada, asked)).toMatchObject({ state: "cooling_off" });
    const withdrawn = await readAnswer<Asked>(
      ada.request(`${path}/${asked.id}/withdraw`, { method: "POST", json: {} }),
      200,
    );
    expect(withdrawn.state).toBe("withdrawn");
    world.clock.advance(dayMs);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await look(ada, asked)).toMatchObject({ state: "withdrawn" });
    expect(await problemOf(world.request(`/api/v1/receipts/${asked.receipt_token}`))).toMatchObject({ status: 404 });
    await prove(ada);
    expect(await problemOf(confirm(ada, asked))).toMatchObject({ code: "privacy_requests.wrong_state" });
  });

  test("is erased when the week is over, without anybody's doing", async () => {
    const ada = await signUp(world, "Ada");
    const asked = await ask(ada);
    const { cooling_off_until } = await readAnswer<Asked>(confirm(ada, asked), 200);
    const mail = await mailedText(ada.email, /will be erased/);
    const day = new Date(cooling_off_until ?? "").toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
    expect(mail).toContain(day);
    world.clock.set(new Date(cooling_off_until ?? ""));
    expect((await receiptOf(asked)).receipt.subject).toMatchObject({ kind: "user" });
    expect((await ada.request("/api/v1/me")).status).toBe(401);
  });

  test("is told a date by the policy in force, not by the default", async () => {
    const ada = await signUp(world, "Ada");
    const asked = await ask(ada);
    const days = async () => {
      const { created_at, due_at } = (await look(ada, asked)) as unknown as { created_at: string; due_at: string };
      return (Date.parse(due_at) - Date.parse(created_at)) / dayMs;
    };
    expect(await days()).toBe(30);
    await prove(operator);
    const etag = (await operator.request("/api/v1/operator/policy")).headers.get("etag")!;
    const init = { method: "PATCH", json: { values: { "dsar.days": 12 } }, headers: { "if-match": etag } };
    await readAnswer(operator.request("/api/v1/operator/policy", init), 200);
    await expect.poll(days).toBe(12); // a policy is remembered for half a second
  });

  test("must prove who they are, and to go at once type the address as it is; else nothing changes", async () => {
    const ada = await signUp(world, "Ada");
    const asked = await ask(ada);
    world.clock.advance(11 * minuteMs);
    expect(await problemOf(confirm(ada, asked))).toMatchObject({ code: "session.step_up_required" });
    await prove(ada);
    for (const confirmation of [undefined, "", ada.email.toUpperCase(), `${ada.email} `])
      expect(
        await problemOf(
          confirm(ada, asked, { immediately: true, ...(confirmation !== undefined && { confirmation }) }),
        ),
      ).toMatchObject({
        code: "privacy_requests.confirmation_wrong",
      });
    expect(await look(ada, asked)).toMatchObject({ state: "planned" });
  });

  test("has at most one erasure open: a plan gives way to the next, one that is confirmed does not", async () => {
    const ada = await signUp(world, "Ada");
    const first = await ask(ada);
    const answers = await Promise.all(
      [1, 2, 3].map(() => ada.request(path, { method: "POST", json: { kind: "erase", subject: "me" } })),
    );
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
    for (const { status } of answers) expect([201, 409]).toContain(status);
    const open = await world.rows<{ id: string }>(
      "select id from privacy_requests where user_id = $1 and kind = 'erase'",
      [ada.userId],
    );
    expect(open).toHaveLength(1);
    expect(open[0]?.id).not.toBe(first.id);
    const last = await ask(ada);
    await readAnswer(confirm(ada, last), 200);
    expect(
      await problemOf(ada.request(path, { method: "POST", json: { kind: "erase", subject: "me" } })),
    ).toMatchObject({ status: 409, code: "privacy_requests.already_open" });
  });

  test("sees the token once: a repeated request has none, and neither has the list", async () => {
    const ada = await signUp(world, "Ada");
    const init = {
      method: "POST",
      json: { kind: "erase", subject: "me" },
      headers: { "idempotency-key": "erase-ada" },
    };
    const first = await readAnswer<Asked>(ada.request(path, init), 201);
    const again = await readAnswer<Asked>(ada.request(path, init), 201);
    expect(first.receipt_token).toMatch(/^rct_[\w-]{43}$/);
    expect(again).toEqual({ ...first, receipt_token: null });
    const { data } = await readAnswer<{ data: Asked[] }>(ada.request(path), 200);
    expect(data).toEqual([again]);
  });
});

describe("the last owner of an organization", () => {
  test("hands over or erases it first; the refusal names the organization", async () => {
    const ada = await withOrganization(await signUp(world, "Ada"));
    const asked = await ask(ada);
    const refused = {
      status: 409,
      code: "privacy_requests.last_owner",
      facts: { organization_ids: ada.organizationId },
    };
    expect(await problemOf(confirm(ada, asked))).toEqual(refused);
    const plan = await readAnswer<{ blockers: object[] }>(ada.request(`${path}/${asked.id}/plan`), 200);
    expect(plan.blockers).toMatchObject([{ code: "privacy_requests.last_owner", facts: refused.facts }]);

    const bob = await joinOrganization(ada, await signUp(world, "Bob"), "owner");
    await readAnswer(confirm(ada, asked, { immediately: true, confirmation: ada.email }), 200);
    await receiptOf(asked);
    expect((await bob.request("/api/v1/organization")).status).toBe(200);
    const created = await world.rows("select created_by from workspaces where organization_id = $1", [
      ada.organizationId,
    ]);
    expect(created).toEqual([{ created_by: null }]);
  });

  test("who became it in the waiting time is refused when it is over, and told so", async () => {
    const ada = await withOrganization(await signUp(world, "Ada"));
    const bob = await joinOrganization(ada, await signUp(world, "Bob"), "owner");
    const asked = await ask(ada);
    const { cooling_off_until } = await readAnswer<Asked>(confirm(ada, asked), 200);
    await readAnswer(ada.request(`/api/v1/members/${bob.userId}`, { method: "PATCH", json: { role: "viewer" } }), 200);
    world.clock.set(new Date(Date.parse(cooling_off_until ?? "") + secondMs));
    const seen = await until(async () => {
      const now = await look(await signIn(world, ada), asked);
      return now.state === "refused" && now;
    });
    expect(seen.refusal).toBe("privacy_requests.last_owner");
    expect((await ada.request("/api/v1/organization")).status).toBe(200);
  });
});

describe("an organization", () => {
  test("is its owners' to erase: another role is refused, a stranger finds nothing", async () => {
    const ada = await withOrganization(await signUp(world, "Ada"));
    const admin = await joinOrganization(ada, await signUp(world, "Admin"), "admin");
    const stranger = await signUp(world, "Eve");
    const about = { kind: "erase", subject: "organization", organization_id: ada.organizationId };
    expect(await problemOf(admin.request(path, { method: "POST", json: about }))).toMatchObject({
      status: 403,
      code: "request.not_allowed",
    });
    expect(await problemOf(stranger.request(path, { method: "POST", json: about }))).toMatchObject({ status: 404 });
    const asked = await ask(ada, about);
    for (const person of [admin, stranger]) {
      for (const [method, end] of [
        ["GET", ""],
        ["GET", "/plan"],
        ["GET", "/archive"],
        ["POST", "/withdraw"],
        ["POST", "/confirm"],
      ] as const) {
        const json = method === "POST" ? { json: {} } : {};
        expect(await problemOf(person.request(`${path}/${asked.id}${end}`, { method, ...json })), end).toMatchObject({
          status: 404,
        });
      }
    }
  });

  test("is erased with everything in it; members are told, and keep their accounts", async () => {
    const ada = await withOrganization(await signUp(world, "Ada"), "Ada & Sons");
    const bob = await joinOrganization(ada, await signUp(world, "Bob"), "owner");
    const about = { kind: "erase", subject: "organization", organization_id: ada.organizationId };
    const asked = await ask(ada, about);
    expect(await problemOf(confirm(ada, asked, { immediately: true, confirmation: ada.email }))).toMatchObject({
      code: "privacy_requests.confirmation_wrong",
    });
    await readAnswer(confirm(ada, asked), 200);
    expect(await mailedText(bob.email, /Ada & Sons will be erased/)).toContain("Your account stays");
    expect(await look(bob, asked)).toMatchObject({ state: "cooling_off" });
    await readAnswer(bob.request(`${path}/${asked.id}/withdraw`, { method: "POST", json: {} }), 200);

    const again = await ask(bob, about);
    await readAnswer(confirm(bob, again, { immediately: true, confirmation: "Ada & Sons" }), 200);
    const { receipt } = await receiptOf(again);
    expect(receipt.subject).toMatchObject({ kind: "organization" });
    for (const person of [ada, bob]) {
      expect((await person.request("/api/v1/organization")).status).toBe(404);
      expect((await person.request("/api/v1/me")).status).toBe(200);
    }
    for (const table of ["organizations", "workspaces", "memberships", "audit_entries", "log_nodes", "agents"]) {
      const column = table === "log_nodes" ? "log_id" : "organization_id";
      expect(await world.rows(`select 1 from ${table} where ${column} = $1`, [ada.organizationId]), table).toEqual([]);
    }
  });
});

test("another person's request is as absent as one that never was", async () => {
  const [ada, eve] = [await signUp(world, "Ada"), await signUp(world, "Eve")];
  const asked = await ask(ada);
  for (const id of [asked.id, "prq_01m7ypqh91e8m80tj0n3a2kz0m", "nonsense"])
    expect(await problemOf(eve.request(`${path}/${id}`))).toMatchObject({ status: 404 });
  expect(await problemOf(confirm(eve, asked))).toMatchObject({ status: 404 });
  expect((await readAnswer<{ data: object[] }>(eve.request(path), 200)).data).toEqual([]);
  expect(await look(ada, asked)).toMatchObject({ state: "planned" });
});

test("a token nobody was given opens nothing", async () => {
  for (const token of ["rct_", `rct_${"a".repeat(43)}`, "%00", "x"])
    expect([404, 400, 422]).toContain((await world.request(`/api/v1/receipts/${token}`)).status);
});

/** The text of the newest mail to an address whose subject fits, as the operator passes it on. */
function mailedText(address: string, subject: RegExp): Promise<string> {
  return until(async () => {
    const answer = await operator.request("/api/v1/operator/mailbox?limit=100");
    if (answer.status === 401) operator = await signIn(world, operator);
    const { data = [] } = (await answer.json()) as { data?: { to: string; subject: string; text: string }[] };
    return data.find((mail) => mail.to === address && subject.test(mail.subject))?.text;
  });
}
