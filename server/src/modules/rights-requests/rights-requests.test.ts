import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayMs, hourMs, later, secondMs } from "../../framework/clock.ts";
import { makeWork } from "../../framework/work.ts";
import { readIn } from "../../framework/database/tenant.ts";
import { readZip } from "../../privacy/testing/read-zip.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { askAnonymously, type PersonWithOrganization, signIn } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { indexEmail } from "../users/public.ts";
import { until } from "../../testing/world.ts";
import { subjectToken, makeFollowToken } from "./make-follow-token.ts";
import { watchClocks } from "./watch-clocks.job.ts";

type Followed = {
  id: string;
  state: string;
  waits_for: string;
  due_at: string;
  law: string;
  reply: string | null;
  outcome: string | null;
  has_archive: boolean;
  receipt_token: string | null;
  authority: { url: string } | null;
};
type Details = Followed & {
  details: string | null;
  address: string;
  candidates: { contact_id: string }[];
  extendable_to: string | null;
  is_overdue: boolean;
  proof: string | null;
};

let all: TwoTenants;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  [ada, bob] = [all.ada, all.bob];
});
afterAll(() => all.world.close());

let askers = 0;
const ipOf = () => `10.7.0.${++askers % 250}`;
const intakePath = (of: PersonWithOrganization) => `/api/v1/trust/organizations/${of.organizationId}/requests`;
const ask = (of: PersonWithOrganization, json: object, ip = ipOf()) =>
  askAnonymously(all.world, intakePath(of), json, ip);
/** What an address asked last and did not confirm yet. */
const asked = async (email: string) => {
  const rows = await all.world.rows<{ id: string; expires_at: Date; created_at: Date }>(
    "select id, expires_at, created_at from rights_requests where address_index = $1 and confirmed_at is null",
    [indexEmail(all.world.keyring, email)],
  );
  return rows[0]!;
};
const confirm = (token: string) =>
  readAnswer<Followed>(askAnonymously(all.world, "/api/v1/trust/requests/confirm", { token }, ipOf()), 200);
const follow = (token: string) => readAnswer<Followed>(all.world.request(`/api/v1/trust/requests/${token}`), 200);

/** Asks and confirms, as the mail lets one. */
async function askAndConfirm(of: PersonWithOrganization, json: { email: string } & Record<string, string>) {
  await readAnswer(ask(of, json), 202);
  const { id } = await asked(json.email);
  const token = makeFollowToken(all.world.keyring, id);
  return { id, token, followed: await confirm(token) };
}
const get = (who: PersonWithOrganization, id: string) =>
  readAnswer<Details>(who.request(`/api/v1/rights-requests/${id}`), 200);
const act = (who: PersonWithOrganization, id: string, deed: string, json: object) =>
  who.request(`/api/v1/rights-requests/${id}/${deed}`, { method: "POST", json });
const makeContact = async (who: PersonWithOrganization, value: string) => {
  const json = { name: "Carla", identities: [{ kind: "email", value }] };
  return (await readAnswer<{ id: string }>(who.request("/api/v1/contacts", { method: "POST", json }), 201)).id;
};
/** Which events of an organization are about a request. */
async function toldOf(who: PersonWithOrganization, id: string): Promise<string[]> {
  type Told = { data: { type: string; data: { rights_request_id: string } }[] };
  const read = async () => {
    const { data } = await readAnswer<Told>(who.request("/api/v1/events?type=rights_request.*&limit=100"), 200);
    return data.filter((one) => one.data.rights_request_id === id).map(({ type }) => type);
  };
  const isOwn = who.organizationId === ada.organizationId;
  return until(async () => {
    const told = await read();
    return (told.length === 2 || !isOwn) && told;
  });
}
const watch = () => {
  const { app } = all.world;
  const facts = { principal: { kind: "system", id: "test" }, purpose: "account", log: app.log } as const;
  const work = makeWork(app, { db: readIn(app.database, {}), ...facts });
  return watchClocks.run({ ...work, signal: new AbortController().signal, attempt: 1 }, {});
};

describe("whoever asks is proved first", () => {
  test("members see nothing, and nobody is looked for, before the address is confirmed by the mailed link", async () => {
    await makeContact(ada, "carla@example.test");
    const known = await ask(ada, { kind: "access", email: "carla@example.test", residence: "DE" });
    const unknown = await ask(ada, { kind: "access", email: "nobody@example.test", residence: "DE" });
    expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()]);
    const { id } = await asked("nobody@example.test");
    const token = makeFollowToken(all.world.keyring, id);
    expect(await follow(token)).toMatchObject({ state: "verifying", waits_for: "you", law: "GDPR" });
    expect(await readRefusal(ada.request(`/api/v1/rights-requests/${id}`))).toBe("404 request.not_found");
    const [mail] = await until(async () => {
      const box = await readAnswer<{ data: { to: string; text: string }[] }>(
        ada.request("/api/v1/operator/mailbox"),
        200,
      );
      const found = box.data.filter(({ to }) => to === "nobody@example.test");
      return found.length > 0 && found;
    });
    expect(mail!.text).toContain(`/requests#token=${token}`);
    expect(await confirm(token)).toMatchObject({
      state: "open",
      authority: { url: "https://www.bfdi.bund.de" },
    });
    expect(await get(ada, id)).toMatchObject({ proof: "own_link", candidates: [] });
  });

  test("another organization sees none of it, and a guessed link finds nothing", async () => {
    const { id } = await askAndConfirm(ada, { kind: "access", email: "dora@example.test" });
    const tries = [
      bob.request(`/api/v1/rights-requests/${id}`),
      act(bob, id, "answer", { outcome: "refused", reply: "No" }),
      all.world.request(`/api/v1/trust/requests/rrt_${"a".repeat(43)}`),
    ];
    for (const one of tries) expect(await readRefusal(one)).toBe("404 request.not_found");
  });

  test("asking again for the same is a duplicate only once both are confirmed", async () => {
    const first = await askAndConfirm(ada, { kind: "erase", email: "twice@example.test" });
    const second = await askAndConfirm(ada, { kind: "erase", email: "twice@example.test" });
    const [one, two] = [await follow(first.token), await follow(second.token)];
    expect([one.state, two.state]).toEqual(["open", "duplicate"]);
  });

  test("for somebody else, they have to agree; their yes alone, or the asker's alone, opens nothing", async () => {
    const wish = { kind: "access", email: "agent@example.test", asker: "agent", subject_email: "eva@example.test" };
    const { id, token, followed } = await askAndConfirm(ada, wish);
    expect(followed).toMatchObject({ state: "verifying", waits_for: "other" });
    expect(await readRefusal(act(ada, id, "answer", { outcome: "fulfilled", reply: "Here" }))).toBe(
      "409 rights_requests.wrong_state",
    );
    await confirm(subjectToken(all.world.keyring, id));
    expect(await follow(token)).toMatchObject({ state: "open" });
    expect(await get(ada, id)).toMatchObject({ proof: "subject_link" });
  });

  test("a guardian whose child has no mailbox is verified by a member, who notes by what", async () => {
    const { id } = await askAndConfirm(ada, { kind: "erase", email: "parent@example.test", asker: "guardian" });
    expect(await get(ada, id)).toMatchObject({ state: "verifying", candidates: [] });
    await readAnswer(act(ada, id, "verify", { proof: "document" }), 200);
    expect(await get(ada, id)).toMatchObject({ state: "open", proof: "document" });
  });

  test("an inbox is not buried: after five mails an address gets no more, and no answer tells", async () => {
    const count = () => all.world.rows("select 1 from rights_requests");
    const before = (await count()).length;
    for (let i = 0; i < 7; i++) await readAnswer(ask(ada, { kind: "question", email: "victim@example.test" }), 202);
    expect((await count()).length - before).toBe(5);
  });

  test("what nobody confirms is gone after a week", async () => {
    await readAnswer(ask(bob, { kind: "question", email: "late@example.test" }), 202);
    const row = await asked("late@example.test");
    expect(row.expires_at.getTime() - row.created_at.getTime()).toBe(7 * dayMs);
  });
});

describe("what is asked is done for the contact it is about", () => {
  test("access: a download that works for an hour after it was first opened", async () => {
    const contact_id = await makeContact(ada, "fay@example.test");
    const { id, token } = await askAndConfirm(ada, { kind: "access", email: "fay@example.test" });
    expect((await get(ada, id)).candidates).toMatchObject([{ contact_id }]);
    await readAnswer(act(ada, id, "answer", { outcome: "fulfilled", reply: "All we have.", contact_id }), 200);
    expect(await follow(token)).toMatchObject({ state: "answered", reply: "All we have.", has_archive: true });
    const download = () => all.world.request(`/api/v1/trust/requests/${token}/archive`);
    const zip = await readZip(Buffer.from(await (await download()).arrayBuffer()));
    expect(String(zip.get("json/contact_identities.json"))).toContain("fay@example.test");
    all.world.clock.advance(hourMs);
    expect(await readRefusal(download())).toBe("409 rights_requests.archive_opened");
    [ada, bob] = [await again(ada), await again(bob)];
  });

  test("erase: the receipt's token is on the page that only the asker's link opens", async () => {
    const contact_id = await makeContact(ada, "gus@example.test");
    const { id, token } = await askAndConfirm(ada, { kind: "erase", email: "gus@example.test" });
    const stranger = await makeContact(ada, "hal@example.test");
    const reply = "It is gone.";
    expect(await readRefusal(act(ada, id, "answer", { outcome: "fulfilled", reply, contact_id: stranger }))).toBe(
      "409 rights_requests.identity_unproven",
    );
    expect(await readRefusal(act(ada, id, "answer", { outcome: "fulfilled", reply }))).toBe(
      "422 rights_requests.contact_needed",
    );
    await readAnswer(act(ada, id, "answer", { outcome: "fulfilled", reply, contact_id }), 200);
    const { receipt_token } = await follow(token);
    await until(async () => {
      all.world.clock.advance(secondMs); // schedules go by the clock
      return (await all.world.request(`/api/v1/receipts/${receipt_token}`)).status === 200;
    });
    expect(await all.world.rows("select 1 from contacts where id = $1", [contact_id])).toEqual([]);
  });

  test("withdrawing consents takes all of them back at once", async () => {
    const contact_id = await makeContact(ada, "ivy@example.test");
    const given = { purpose: "messages", how: "form" };
    await readAnswer(ada.request(`/api/v1/contacts/${contact_id}/consents/give`, { method: "POST", json: given }), 201);
    const { id } = await askAndConfirm(ada, { kind: "withdraw_consent", email: "ivy@example.test" });
    await readAnswer(act(ada, id, "answer", { outcome: "fulfilled", reply: "Done.", contact_id }), 200);
    const rows = await all.world.rows<{ purpose: string; state: string }>(
      "select distinct on (purpose) purpose, state from contact_consents where contact_id = $1 order by purpose, recorded_at desc, state desc",
      [contact_id],
    );
    expect(rows.map(({ state }) => state)).toEqual(["withdrawn", "withdrawn", "withdrawn", "withdrawn"]);
  });

  test("an answer is given once", async () => {
    const { id, token } = await askAndConfirm(ada, { kind: "question", email: "jon@example.test" });
    await readAnswer(act(ada, id, "answer", { outcome: "refused", reply: "We keep nothing." }), 200);
    expect(await readRefusal(act(ada, id, "answer", { outcome: "refused", reply: "Again" }))).toBe(
      "409 rights_requests.wrong_state",
    );
    expect(await follow(token)).toMatchObject({ outcome: "refused", reply: "We keep nothing." });
    const [told, elsewhere] = [await toldOf(ada, id), await toldOf(bob, id)];
    expect(told).toEqual(["rights_request.received", "rights_request.answered"]);
    expect(elsewhere).toEqual([]);
  });
});

/** A session that the moved clock has not ended. */
async function again(who: PersonWithOrganization): Promise<PersonWithOrganization> {
  const { organizationId, workspaceId } = who;
  const fresh = await signIn(all.world, who);
  const inTenant = { "avow-organization": organizationId, "avow-workspace": workspaceId };
  return {
    ...who,
    request: (path, init = {}) => fresh.request(path, { ...init, headers: { ...inTenant, ...init.headers } }),
  };
}

test("it is extended once, before it is due, with reasons that the asker reads; overdue is told once", async () => {
  const { id, token } = await askAndConfirm(bob, { kind: "rectify", email: "kim@example.test", residence: "GB" });
  const due = Date.parse((await follow(token)).due_at);
  const left = due - all.world.clock.now().getTime();
  const reminders = () =>
    all.world.rows(
      "select 1 from deliveries where operation_key like 'rights_request_due:%' and organization_id = $1",
      [bob.organizationId],
    );
  all.world.clock.advance(left - 7 * dayMs - secondMs);
  await watch();
  expect(await reminders()).toHaveLength(0);
  all.world.clock.advance(secondMs);
  await watch();
  await watch();
  expect(await reminders()).toHaveLength(1);
  bob = await again(bob);
  all.world.clock.advance(7 * dayMs);
  bob = await again(bob);
  expect(await get(bob, id)).toMatchObject({ is_overdue: false }); // the very instant is in time
  await readAnswer(act(bob, id, "extend", { reason: "Your files lie in an archive." }), 200);
  expect(await follow(token)).toMatchObject({ extension_reason: "Your files lie in an archive." });
  expect(await readRefusal(act(bob, id, "extend", { reason: "Once more, please." }))).toBe(
    "409 rights_requests.not_extendable",
  );
  const extended = Date.parse((await follow(token)).due_at);
  all.world.clock.set(later(new Date(extended), secondMs));
  await watch();
  await watch();
  const told = await all.world.rows(
    "select 1 from security_events where kind = 'rights_request.overdue' and organization_id = $1",
    [bob.organizationId],
  );
  expect(told).toHaveLength(1);
  bob = await again(bob);
  expect(await get(bob, id)).toMatchObject({ is_overdue: true });
  const late = await askAndConfirm(bob, { kind: "access", email: "lou@example.test", residence: "BR" });
  expect(await readRefusal(act(bob, late.id, "extend", { reason: "There is no time." }))).toBe(
    "409 rights_requests.not_extendable",
  );
});

test("in California, that it came in is reminded of, told once where it is late, and ends when somebody tells the asker", async () => {
  ada = await again(ada);
  const wish = { kind: "access", email: "mia@example.test", residence: "US-CA" };
  const { id, token } = await askAndConfirm(ada, wish);
  type Asked = Details & { acknowledge_until: string; acknowledged_at: string | null; is_unacknowledged: boolean };
  const read = async () => (await get(ada, id)) as Asked;
  const by = new Date((await read()).acknowledge_until);
  const count = async (sql: string) => (await all.world.rows(sql, [ada.organizationId])).length;
  const reminders = () =>
    count("select 1 from deliveries where operation_key like 'rights_request_acknowledge:%' and organization_id = $1");
  const told = () =>
    count("select 1 from security_events where kind = 'rights_request.unacknowledged' and organization_id = $1");
  const seen: Record<string, [number, number, boolean]> = {};
  for (const [when, at] of [
    ["a second before the reminder", later(by, -4 * dayMs - secondMs)],
    ["at the reminder", later(by, -4 * dayMs)],
    ["in the last second", later(by, -secondMs)],
    ["at the instant", by],
    ["a second later", later(by, secondMs)],
  ] as const) {
    all.world.clock.set(at);
    await watch();
    await watch();
    ada = await again(ada);
    seen[when] = [await reminders(), await told(), (await read()).is_unacknowledged];
  }
  expect(seen).toEqual({
    "a second before the reminder": [0, 0, false],
    "at the reminder": [1, 0, false],
    "in the last second": [1, 0, false],
    "at the instant": [1, 0, false],
    "a second later": [1, 1, true],
  });
  bob = await again(bob);
  expect(await readRefusal(act(bob, id, "acknowledge", {}))).toBe("404 request.not_found");
  for (let i = 0; i < 2; i++) await readAnswer(act(ada, id, "acknowledge", {}), 200);
  expect(await read()).toMatchObject({ is_unacknowledged: false, acknowledged_at: expect.any(String) as string });
  expect(await follow(token)).toMatchObject({ state: "open", acknowledged_at: expect.any(String) as string });
  await readAnswer(act(ada, id, "answer", { outcome: "refused", reply: "We keep nothing." }), 200);
  expect(await readRefusal(act(ada, id, "acknowledge", {}))).toBe("409 rights_requests.wrong_state");
});

test("an answer in time needs no word before it, and elsewhere nobody is asked for one", async () => {
  ada = await again(ada);
  const first = await askAndConfirm(ada, { kind: "erase", email: "nia@example.test", residence: "US-CA" });
  await readAnswer(act(ada, first.id, "answer", { outcome: "refused", reply: "We keep nothing." }), 200);
  expect(await get(ada, first.id)).toMatchObject({
    is_unacknowledged: false,
    acknowledged_at: expect.any(String) as string,
  });
  const second = await askAndConfirm(ada, { kind: "erase", email: "nia@example.test", residence: "DE" });
  expect(await get(ada, second.id)).toMatchObject({ acknowledge_until: null, acknowledged_at: null });
});

describe("a workspace answers for its contacts", () => {
  type Passed = Details & { forwarded_to: string[]; forwarded_at: string | null };
  const read = async (id: string) => (await get(ada, id)) as Passed;
  const passedTo = (id: string) =>
    all.world.rows<{ to: string }>(
      "select facts ->> 'to_workspace_id' as to from events where type = 'rights_request.forwarded' and facts ->> 'rights_request_id' = $1",
      [id],
    );

  test("what a contact asks directly is passed to their workspace once they have shown who they are, and they read where", async () => {
    [ada, bob] = [await again(ada), await again(bob)];
    for (const who of [ada, bob]) await makeContact(who, "ona@example.test");
    await readAnswer(ask(ada, { kind: "access", email: "ona@example.test" }), 202);
    const { id } = await asked("ona@example.test");
    expect(await passedTo(id)).toEqual([]);
    const token = makeFollowToken(all.world.keyring, id);
    expect(await follow(token)).toMatchObject({ forwarded_to: [], forwarded_at: null });
    const { name } = await readAnswer<{ name: string }>(ada.request(`/api/v1/workspaces/${ada.workspaceId}`), 200);
    expect(await confirm(token)).toMatchObject({ state: "open", forwarded_to: [name] });
    expect(await passedTo(id)).toEqual([{ to: ada.workspaceId }]);
    expect(await read(id)).toMatchObject({
      forwarded_to: [ada.workspaceId],
      forwarded_at: expect.any(String) as string,
    });
    await confirm(token);
    expect(await passedTo(id)).toHaveLength(1);
  });

  test("whose address no workspace has stays where it is, until a member passes it on; never to another's workspace", async () => {
    const { id, token, followed } = await askAndConfirm(ada, { kind: "question", email: "pia@example.test" });
    expect(followed).toMatchObject({ forwarded_to: [], forwarded_at: null });
    const pass = (who: PersonWithOrganization, workspace_id: string) => act(who, id, "forward", { workspace_id });
    expect(await readRefusal(pass(bob, bob.workspaceId))).toBe("404 request.not_found");
    expect(await readRefusal(pass(ada, bob.workspaceId))).toBe("404 request.not_found");
    for (let i = 0; i < 2; i++) await readAnswer(pass(ada, ada.workspaceId), 200);
    expect(await passedTo(id)).toEqual([{ to: ada.workspaceId }]);
    expect(await follow(token)).toMatchObject({ forwarded_at: expect.any(String) as string });
  });

  test("while it is not shown who asks for another, nothing is passed", async () => {
    await makeContact(ada, "quinn@example.test");
    const wish = { kind: "access", email: "agent-2@example.test", asker: "agent", subject_email: "quinn@example.test" };
    const { id } = await askAndConfirm(ada, wish);
    expect(await passedTo(id)).toEqual([]);
    expect(await readRefusal(act(ada, id, "forward", { workspace_id: ada.workspaceId }))).toBe(
      "409 rights_requests.wrong_state",
    );
    await confirm(subjectToken(all.world.keyring, id));
    expect(await passedTo(id)).toEqual([{ to: ada.workspaceId }]);
  });
});
