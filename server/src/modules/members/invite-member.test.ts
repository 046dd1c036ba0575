import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dayMs, hourMs } from "../../framework/clock.ts";
import { joinOrganization, makeApiKey } from "../../testing/deeds/join-organization.ts";
import {
  askAnonymously,
  enter,
  mailedToken,
  type Person,
  type PersonWithOrganization,
  signIn,
  signUp,
  withOrganization,
} from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
let guest: Person;
let number = 0;
beforeAll(async () => {
  world = await openWorld();
  const people = [await signUp(world, "Ada"), await signUp(world, "Bob")] as const;
  [ada, bob] = [await withOrganization(people[0]), await withOrganization(people[1])];
});
beforeEach(async () => {
  guest = await signUp(world, `Guest ${++number}`);
});
afterAll(() => world.close());

type Invited = { id: string; email: string; role: string; state: string; link: string | null; invited_by_name: string };
const path = "/api/v1/invitations";
const invite = (host: Person, email: string, role = "editor") =>
  host.request(path, { method: "POST", json: { email, role } });
const invited = (host: Person, email: string, role?: string) => readAnswer<Invited>(invite(host, email, role), 201);
/** In a session that just began. */
const proved = async (host: PersonWithOrganization) => ({ ...host, ...enter(await signIn(world, host), host) });
const tokenOf = ({ link }: Invited) => new URL(link!).hash.slice("#token=".length);
const accept = (person: Person, token: string) => person.request(`${path}/accept`, { method: "POST", json: { token } });
const listed = async (host: Person) =>
  (await readAnswer<{ data: Invited[] }>(host.request(`${path}?limit=100`), 200)).data.map(({ email }) => email);
const membersOf = async (host: Person) =>
  (await readAnswer<{ data: { user_id: string; role: string }[] }>(host.request("/api/v1/members?limit=100"), 200))
    .data;

test("whoever is invited joins with the role they were invited to, and the invitation is gone", async () => {
  const made = await invited(ada, guest.email, "author");
  expect(made).toMatchObject({ email: guest.email, role: "author", state: "pending", invited_by_name: "Ada" });
  expect(await listed(ada)).toContain(guest.email);
  const { organization_id } = await readAnswer(accept(guest, tokenOf(made)), 200);
  expect(organization_id).toBe(ada.organizationId);
  expect(await membersOf(ada)).toContainEqual(expect.objectContaining({ user_id: guest.userId, role: "author" }));
  expect(await listed(ada)).not.toContain(guest.email);
});

test("the mail carries the link, and the link works", async () => {
  await invited(ada, guest.email);
  const token = await mailedToken(ada, guest.email, /invited/);
  expect((await accept(guest, token)).status).toBe(200);
});

test("the mail to somebody who had no account goes with the invitation, accepted or withdrawn", async () => {
  const left = () =>
    world.rows("select id from deliveries where kind = 'mail' and organization_id = $1 and user_id is null", [
      bob.organizationId,
    ]);
  const stays = await invited(bob, "stays@example.test");
  const joins = await invited(bob, "joins@example.test");
  const withdrawn = await invited(bob, "withdrawn@example.test");
  expect(await left()).toHaveLength(3);
  const newcomer = { email: joins.email, password: "a long enough secret", name: "Joan", birth_date: "1990-04-01" };
  const asked = { ...newcomer, invitation_token: tokenOf(joins) };
  await readAnswer(askAnonymously(world, "/api/v1/users", asked, "10.8.8.8"), 201);
  expect(await left()).toHaveLength(2);
  expect((await bob.request(`${path}/${withdrawn.id}`, { method: "DELETE" })).status).toBe(204);
  expect(await left()).toHaveLength(1);
  expect((await bob.request(`${path}/${stays.id}`, { method: "DELETE" })).status).toBe(204);
});

test("where mail is sent, whoever invites never sees the link", async () => {
  const mailing = await openWorld({ deployment: { smtpUrl: "smtp://127.0.0.1:1" } });
  const host = await withOrganization(await signUp(mailing, "Host"));
  expect(await invited(host, "new@example.test")).toMatchObject({ link: null });
  await mailing.close();
});

test("a link works once, and not after it was withdrawn, replaced or has run out", async () => {
  const used = tokenOf(await invited(ada, guest.email));
  await readAnswer(accept(guest, used), 200);
  const other = await signUp(world, "Other");
  const withdrawn = await invited(ada, other.email);
  await readAnswer(ada.request(`${path}/${withdrawn.id}`, { method: "DELETE" }), 204);
  const replaced = tokenOf(await invited(bob, other.email));
  const late = tokenOf(await invited(bob, other.email));
  for (const token of [used, tokenOf(withdrawn), replaced, "made-up"])
    expect(await readRefusal(accept(other, token))).toBe("422 members.invitation_spent");
  world.clock.advance(7 * dayMs + 1);
  expect(await readRefusal(accept(other, late))).toBe("422 members.invitation_spent");
});

test("of two who accept at once, one becomes a member", async () => {
  const token = tokenOf(await invited(ada, guest.email));
  const tried = await Promise.all([accept(guest, token), accept(guest, token)]);
  expect(tried.map(({ status }) => status).toSorted((a, z) => a - z)).toEqual([200, 422]);
  expect((await membersOf(ada)).filter(({ user_id }) => user_id === guest.userId)).toHaveLength(1);
});

test("an invitation to another address cannot be accepted, and stays open for whom it was meant", async () => {
  const token = tokenOf(await invited(ada, guest.email));
  expect(await readRefusal(accept(bob, token))).toBe("409 members.invitation_for_another");
  expect((await membersOf(ada)).map(({ user_id }) => user_id)).not.toContain(bob.userId);
  await readAnswer(accept(guest, token), 200);
});

test("the spelling of the address does not matter", async () => {
  const token = tokenOf(await invited(ada, ` ${guest.email.toUpperCase()} `));
  expect((await accept(guest, token)).status).toBe(200);
});

test("a member is not invited again", async () => {
  await joinOrganization(ada, guest, "viewer");
  expect(await readRefusal(invite(ada, guest.email))).toBe("409 members.already_member");
});

test("nobody invites above their own role; an owner may make owners", async () => {
  const admin = await joinOrganization(ada, guest, "admin");
  expect(await readRefusal(invite(admin, "x@example.test", "owner"))).toBe("403 members.above_own_role");
  expect(await invited(admin, "x@example.test", "admin")).toMatchObject({ role: "admin" });
  expect(await invited(await proved(ada), "y@example.test", "owner")).toMatchObject({ role: "owner" });
});

test("an owner is made only after a recent proof of who asks", async () => {
  const host = await withOrganization(await signUp(world, "Hedda"));
  world.clock.advance(hourMs);
  expect(await readRefusal(invite(host, "z@example.test", "owner"))).toBe("403 session.step_up_required");
  expect(await invited(host, "z@example.test", "admin")).toMatchObject({ role: "admin" });
});

test("an API key invites to no role that may do more than its scopes", async () => {
  const { token } = await makeApiKey(await proved(ada), {
    scopes: ["invitations.write", "members.read", "organization.read"],
  });
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const ask = (role: string) =>
    world.request(path, { method: "POST", headers, body: JSON.stringify({ email: "robot@example.test", role }) });
  expect(await readRefusal(ask("admin"))).toBe("403 members.above_own_role");
  expect(await readRefusal(ask("viewer"))).toBe("403 members.above_own_role");
});

test("another organization neither sees nor withdraws an invitation", async () => {
  const hers = await invited(ada, guest.email);
  expect(await listed(bob)).not.toContain(guest.email);
  const tried = bob.request(`${path}/${hers.id}`, { method: "DELETE" });
  expect(await readRefusal(tried)).toBe("404 request.not_found");
  await readAnswer(accept(guest, tokenOf(hers)), 200);
});

test("a repeated request answers with the invitation, and without the link", async () => {
  const headers = { "idempotency-key": "invite once" };
  const json = { email: guest.email, role: "viewer" };
  const ask = () => readAnswer<Invited>(ada.request(path, { method: "POST", json, headers }), 201);
  const [first, again] = [await ask(), await ask()];
  expect(first.link).toMatch(/#token=/);
  expect(again).toEqual({ ...first, link: null });
});

test("neither address nor token of an invitation is in the database in clear", async () => {
  const token = tokenOf(await invited(ada, "canary-address@example.test"));
  const rows = await world.rows<{ all: string }>(
    "select string_agg(t, ' ') as all from (select i::text as t from invitations i union all select m::text from deliveries m union all select e::text from events e union all select a::text from audit_entries a) as them",
  );
  expect(rows[0]!.all).toContain(ada.organizationId);
  expect(rows[0]!.all).not.toContain("canary-address");
  expect(rows[0]!.all).not.toContain(token);
});

test("members and open invitations are 1000 together at the most; inviting one of them again is not one more", async () => {
  const host = await withOrganization(await signUp(world, "Hanna"));
  await invited(host, guest.email);
  await world.rows(
    `insert into invitations (organization_id, id, email, email_index, role, token_hash, created_at, expires_at)
     select organization_id, 'inv_' || lpad(i::text, 26, '0'), email, int4send(i), role, int4send(i), created_at, expires_at
     from invitations, generate_series(1, 998) i where organization_id = $1`,
    [host.organizationId],
  );
  expect(await readRefusal(invite(host, "one.too.many@example.test"))).toBe("409 members.limit_reached");
  expect(await invited(host, guest.email, "viewer")).toMatchObject({ role: "viewer" });
});
