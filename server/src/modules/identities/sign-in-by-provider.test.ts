// Long because one provider and its people serve every case of signing in by it.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { decodeProtectedHeader } from "jose";
import { resolveTextPort } from "../../egress/public.ts";
import {
  ellipticClient,
  type Issuer,
  issuerClient,
  openIssuer,
  type Sign,
  type Tamper,
  visitIssuer,
} from "../../testing/stand-ins/open-issuer.ts";
import { birthDate, cookieOf, type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, withoutLimits, type World } from "../../testing/world.ts";

let world: World;
let issuer: Issuer;
let ada: PersonWithOrganization;
let providerId: string;
/** What DNS says of `_avow.…` names. */
const records = new Map<string, string[]>();

beforeAll(async () => {
  issuer = await openIssuer();
  world = await openWorld({
    deployment: { allowLoopbackIssuers: true, google: { ...googleClient(), issuer: issuer.url } },
    replace: withoutLimits,
  });
  (world.app.ports as Map<string, unknown>).set(resolveTextPort.name, (name: string) =>
    Promise.resolve(records.get(name) ?? []),
  );
  ada = await withOrganization(await signUp(world, "Ada"));
  providerId = await connect(ada, { domains: ["corp.test"], adds_members: true });
  await prove(ada, providerId);
});
afterAll(async () => {
  await world.close();
  await issuer.close();
});
beforeEach(() => {
  world.clock.set(new Date());
  issuer.tamper = undefined;
});

const googleClient = () => ({ clientId: issuerClient.id, clientSecret: issuerClient.secret });
type Provider = {
  id: string;
  domains: { domain: string; proven_at: string | null; record_name: string; record_value: string }[];
};

async function connect(who: PersonWithOrganization, settings: object): Promise<string> {
  const asked = {
    name: "Corp",
    issuer: issuer.url,
    client: issuerClient.id,
    client_secret: issuerClient.secret,
    ...settings,
  };
  return (await readAnswer<Provider>(who.request("/api/v1/identity-providers", { method: "POST", json: asked }), 201))
    .id;
}

async function prove(who: PersonWithOrganization, id: string): Promise<void> {
  const check = () =>
    readAnswer<Provider>(who.request(`/api/v1/identity-providers/${id}/check-domains`, { method: "POST" }), 200);
  for (const { record_name, record_value } of (await check()).domains) records.set(record_name, [record_value]);
  expect((await check()).domains.every(({ proven_at }) => proven_at !== null)).toBe(true);
}

const change = (settings: object) =>
  readAnswer(ada.request(`/api/v1/identity-providers/${providerId}`, { method: "PATCH", json: settings }), 200);

const inBrowser = { "avow-csrf": "1", "content-type": "application/json" };
const post = (path: string, json: unknown, cookie = "") =>
  world.request(`/api/v1${path}`, { method: "POST", headers: { ...inBrowser, cookie }, body: JSON.stringify(json) });
const browserOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((set) => set.split(";")[0]!)
    .find((set) => set.startsWith("avow-browser="))!;

/** Leaves for the provider and comes back, but does not finish. */
async function comeBack(asked: object = { email: "who@corp.test" }) {
  const begun = await post("/sign-ins", asked);
  const { url } = await readAnswer<{ url: string }>(begun, 201);
  return { brought: await visitIssuer(url), browser: browserOf(begun), url };
}

/** Signs in as this person of the provider's. */
async function signInAs(subject: string, claims: object, asked?: object) {
  issuer.people.set(subject, { ...claims });
  issuer.current = subject;
  const { brought, browser } = await comeBack(asked);
  return post("/sign-ins/finish", brought, browser);
}

const verified = (email: string, more: object = {}) => ({ email, email_verified: true, name: "Mia", ...more });

/** Finishes making an account. */
async function finishSignUp(answer: Response) {
  const { next, token } = (await answer.clone().json()) as { next: string; token: string };
  expect(next).toBe("sign_up");
  return post("/sign-ins/sign-up", { token, name: "Mia", birth_date: birthDate }, browserOf(answer));
}

const meOf = (cookie: string) =>
  readAnswer<{ user: { id: string; email: string }; organizations: { id: string; role: string }[] }>(
    world.request("/api/v1/me", { headers: { cookie } }),
    200,
  );

test("whoever an organization's provider vouches for makes an account once, is a member, and then just signs in", async () => {
  const first = await finishSignUp(await signInAs("mia", verified("mia@corp.test")));
  const me = await meOf(cookieOf(first));
  expect(me).toMatchObject({
    user: { email: "mia@corp.test" },
    organizations: [{ id: ada.organizationId, role: "viewer" }],
  });
  const again = await signInAs("mia", verified("mia@corp.test"));
  expect(await again.clone().json()).toMatchObject({ next: "signed_in" });
  expect((await meOf(cookieOf(again))).user.id).toBe(me.user.id);
});

test("the identity stays the same person when the address at the provider changes", async () => {
  const first = await finishSignUp(await signInAs("nan", verified("nan@corp.test")));
  const moved = await signInAs("nan", verified("nancy@corp.test"));
  expect((await meOf(cookieOf(moved))).user).toEqual((await meOf(cookieOf(first))).user);
});

test("groups decide the role at each sign-in, and never make or unmake an owner", async () => {
  await change({
    group_roles: [
      { group: "admins", role: "admin" },
      { group: "writers", role: "author" },
    ],
  });
  const roleOf = async (groups: string[]) => {
    const answer = await signInAs("gil", verified("gil@corp.test", { groups }));
    const done = answer.headers.getSetCookie().some((set) => set.startsWith("avow-session="))
      ? answer
      : await finishSignUp(answer);
    return (await meOf(cookieOf(done))).organizations[0]!.role;
  };
  expect(await roleOf(["writers"])).toBe("author");
  expect(await roleOf(["admins", "writers"])).toBe("admin");
  expect(await roleOf([])).toBe("admin");
  await world.rows("update memberships set role = 'owner' where role = 'admin'");
  expect(await roleOf(["writers"])).toBe("owner");
  const json = { group_roles: [{ group: "all", role: "owner" }] };
  expect(await readRefusal(ada.request(`/api/v1/identity-providers/${providerId}`, { method: "PATCH", json }))).toBe(
    "422 request.invalid",
  );
});

test("who leaves all mapped groups keeps the role, falls back, or is out, as the provider's setting says", async () => {
  const eli = await withOrganization(await signUp(world, "Eli"));
  const ask = (path: string, method: string, json: object) => eli.request(`/api/v1${path}`, { method, json });
  const made = await ask("/custom-roles", "POST", { name: "Readers", permissions: ["audit.read"] });
  const role = await readAnswer<{ id: string }>(made, 201);
  const groups = [
    { group: "admins", role: "admin" },
    { group: "readers", role: role.id },
  ];
  const id = await connect(eli, { domains: ["left.test"], adds_members: true, group_roles: groups });
  await prove(eli, id);
  const enter = (named: string[]) =>
    signInAs("lea", verified("lea@left.test", { groups: named }), { email: "who@left.test" });
  const roleAfter = async (named: string[]) =>
    (await meOf(cookieOf(await enter(named)))).organizations.find((one) => one.id === eli.organizationId)?.role;
  const settle = (left_groups: string) =>
    ask(`/identity-providers/${id}`, "PATCH", { left_groups }).then((answer) => readAnswer(answer, 200));
  const first = cookieOf(await finishSignUp(await enter(["readers"])));
  const readAudit = () =>
    world.request("/api/v1/audit-entries", { headers: { cookie: first, "avow-organization": eli.organizationId } });
  expect((await readAudit()).status).toBe(200);
  expect(await roleAfter(["readers"])).toBe("guest");
  expect(await roleAfter(["admins", "readers"])).toBe("admin");
  expect(await roleAfter([])).toBe("admin");
  await settle("default_role");
  expect(await roleAfter([])).toBe("viewer");
  expect(await readRefusal(readAudit())).toBe("403 request.not_allowed");
  await settle("remove");
  expect(await roleAfter(["admins"])).toBe("admin");
  expect(await roleAfter([])).toBeUndefined();
  expect(await roleAfter([])).toBeUndefined();
  const foreign = { group_roles: [{ group: "x", role: "rol_of_somebody_else" }] };
  expect(await readRefusal(ask(`/identity-providers/${id}`, "PATCH", foreign))).toBe("404 request.not_found");
});

test("an account that exists is linked only where the provider may speak for its address", async () => {
  const bob = await signUp(world, "Bob");
  expect(await readRefusal(signInAs("bob", verified(bob.email)))).toBe("403 identities.domain_not_allowed");
  const begun = await bob.request("/api/v1/identities", { method: "POST", json: { provider: "google" } });
  const { url } = await readAnswer<{ url: string }>(begun, 201);
  const brought = await visitIssuer(url);
  const cookie = `${bob.cookie}; ${browserOf(begun)}`;
  await readAnswer(post("/identities/finish", brought, cookie), 201);
  const listed = await readAnswer<{ data: object[] }>(bob.request("/api/v1/identities"), 200);
  expect(listed.data).toMatchObject([{ issuer: issuer.url, email: bob.email }]);
  const signedIn = await signInAs("bob", verified("bob@elsewhere.test"), { provider: "google" });
  expect((await meOf(cookieOf(signedIn))).user.id).toBe(bob.userId);
});

test("a link that one person began is not finished by another, nor as a sign-in", async () => {
  const [cid, dan] = [await signUp(world, "Cid"), await signUp(world, "Dan")];
  issuer.people.set("cid", verified("cid@corp.test"));
  issuer.current = "cid";
  const leave = async () => {
    const begun = await cid.request("/api/v1/identities", { method: "POST", json: { provider: "google" } });
    return {
      brought: await visitIssuer((await readAnswer<{ url: string }>(begun, 201)).url),
      browser: browserOf(begun),
    };
  };
  const one = await leave();
  expect(await readRefusal(post("/identities/finish", one.brought, `${dan.cookie}; ${one.browser}`))).toBe(
    "422 identities.state_unknown",
  );
  const two = await leave();
  expect(await readRefusal(post("/sign-ins/finish", two.brought, two.browser))).toBe("422 identities.state_unknown");
});

test("Google speaks for what Google hosts and for nothing else", async () => {
  const by = { provider: "google" };
  expect(await readRefusal(signInAs("eve", verified("ada@victim.test"), by))).toBe("403 identities.domain_not_allowed");
  await world.rows("update deployment_settings set sign_up = 'open'");
  expect(await (await signInAs("fay", verified("fay@gmail.com"), by)).json()).toMatchObject({ next: "sign_up" });
});

test("a domain that DNS does not prove gives its provider no voice", async () => {
  const bea = await withOrganization(await signUp(world, "Bea"));
  const id = await connect(bea, { domains: ["victim.test"], adds_members: true });
  expect(await readRefusal(post("/sign-ins", { email: "a@victim.test" }))).toBe("403 identities.domain_not_allowed");
  await prove(bea, id);
  expect((await post("/sign-ins", { email: "a@victim.test" })).status).toBe(201);
  records.clear();
  await readAnswer(bea.request(`/api/v1/identity-providers/${id}/check-domains`, { method: "POST" }), 200);
  expect(await readRefusal(post("/sign-ins", { email: "a@victim.test" }))).toBe("403 identities.domain_not_allowed");
  expect(
    await readRefusal(
      bea.request("/api/v1/identity-providers", {
        method: "POST",
        json: { name: "All", issuer: issuer.url, client: "a", client_secret: "b", domains: ["gmail.com"] },
      }),
    ),
  ).toBe("422 identities.domain_refused");
});

const now = () => Math.floor(world.clock.now().getTime() / 1000);
const none = (claims: object) =>
  `${[{ alg: "none" }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")}.`;
/** HMAC with the public key as its secret: what a confused verifier would take. */
async function confuse(claims: object): Promise<string> {
  const { SignJWT } = await import("jose");
  const secret = new TextEncoder().encode(JSON.stringify(issuer.publicKey));
  return new SignJWT({ ...claims }).setProtectedHeader({ alg: "HS256", kid: "first" }).sign(secret);
}

const tampered: [string, string, Tamper][] = [
  ["another issuer", "issuer_wrong", (claims, sign: Sign) => sign({ ...claims, iss: "https://evil.example" })],
  ["another audience", "audience_wrong", (claims, sign) => sign({ ...claims, aud: "another-app" })],
  ["another nonce", "nonce_wrong", (claims, sign) => sign({ ...claims, nonce: "another" })],
  ["an end that is past", "token_expired", (claims, sign) => sign({ ...claims, exp: now() - 1 })],
  ["a beginning to come", "token_early", (claims, sign) => sign({ ...claims, nbf: now() + 60 })],
  ["no signature", "token_unsigned", (claims) => none(claims)],
  ["the algorithm switched to HS256 with the public key", "algorithm_refused", (claims) => confuse(claims)],
  ["a key that is not published", "key_unknown", (claims, sign) => sign(claims, { kid: "unknown" }, "other")],
  ["the signature of another key", "signature_wrong", (claims, sign) => sign(claims, {}, "other")],
  ["no e-mail address", "email_missing", (claims, sign) => sign({ ...claims, email: undefined })],
  ["an unverified address", "email_unverified", (claims, sign) => sign({ ...claims, email_verified: false })],
];

test.each(tampered)("an ID token with %s is refused as %s", async (_, code, tamper) => {
  issuer.tamper = tamper;
  expect(await readRefusal(signInAs("mia", verified("mia@corp.test")))).toBe(`422 identities.${code}`);
});

const ellipticTampered: [string, string, Tamper][] = [
  ["the signature of another elliptic key", "signature_wrong", (c, sign) => sign(c, es("second"), "other elliptic")],
  ["the RSA key under ES256", "key_unknown", (c, sign) => sign(c, es("first"), "other elliptic")],
  ["the elliptic key under RS256", "key_unknown", (c, sign) => sign(c, { kid: "second" })],
  ["ES384", "algorithm_refused", (c, sign) => sign(c, { alg: "ES384", kid: "second" }, "long elliptic")],
  ["an unpublished elliptic key", "key_unknown", (c, sign) => sign(c, es("third"), "other elliptic")],
];
const es = (kid: string) => ({ alg: "ES256", kid });

test("ID tokens signed by ES256 are taken, and held to the same checks", async () => {
  const dee = await withOrganization(await signUp(world, "Dee"));
  const id = await connect(dee, { domains: ["curve.test"], adds_members: true, client: ellipticClient.id });
  await prove(dee, id);
  const by = { email: "who@curve.test" };
  const enter = () => signInAs("eve", verified("eve@curve.test"), by);
  let algorithm: unknown;
  issuer.tamper = (claims, sign) => sign(claims, es("second"), "elliptic");
  expect(await (await enter()).json()).toMatchObject({ next: "sign_up" });
  issuer.tamper = (_claims, _sign, token) => {
    algorithm = decodeProtectedHeader(token).alg;
    return token;
  };
  await finishSignUp(await enter());
  expect(algorithm).toBe("ES256");
  for (const [what, code, tamper] of ellipticTampered) {
    issuer.tamper = tamper;
    expect(await readRefusal(enter()), what).toBe(`422 identities.${code}`);
  }
});

test("an answer is used once, by the browser that was sent away, and within ten minutes", async () => {
  issuer.people.set("mia", verified("mia@corp.test"));
  issuer.current = "mia";
  const { brought, browser } = await comeBack();
  const other = await comeBack();
  expect(await readRefusal(post("/sign-ins/finish", brought))).toBe("422 identities.browser_changed");
  expect(await readRefusal(post("/sign-ins/finish", brought, other.browser))).toBe("422 identities.browser_changed");
  expect((await post("/sign-ins/finish", brought, browser)).status).toBe(201);
  expect(await readRefusal(post("/sign-ins/finish", brought, browser))).toBe("422 identities.state_spent");
  world.clock.set(new Date(Date.now() + 11 * 60_000));
  expect(await readRefusal(post("/sign-ins/finish", other.brought, other.browser))).toBe(
    "422 identities.state_expired",
  );
  const unheard = { ...other.brought, state: "of nobody" };
  expect(await readRefusal(post("/sign-ins/finish", unheard, other.browser))).toBe("422 identities.state_unknown");
});

test("a code that was used is refused under a new state too", async () => {
  issuer.people.set("mia", verified("mia@corp.test"));
  issuer.current = "mia";
  const used = await comeBack();
  expect((await post("/sign-ins/finish", used.brought, used.browser)).status).toBe(201);
  const fresh = await comeBack();
  const replayed = { ...fresh.brought, code: used.brought.code };
  expect(await readRefusal(post("/sign-ins/finish", replayed, fresh.browser))).toBe("422 identities.code_spent");
});

test("an answer that names another issuer, or none where it is promised, is a mix-up", async () => {
  for (const iss of ["https://evil.example", undefined]) {
    const { brought, browser } = await comeBack();
    expect(await readRefusal(post("/sign-ins/finish", { ...brought, iss }, browser))).toBe(
      "422 identities.issuer_mixed_up",
    );
  }
});

test("the browser leaves with PKCE by S256, a state and a nonce, and asks for no more than it needs", async () => {
  const { url } = await comeBack();
  const sent = Object.fromEntries(new URL(url).searchParams);
  expect(sent).toMatchObject({ response_type: "code", code_challenge_method: "S256", scope: "openid email profile" });
  for (const name of ["state", "nonce", "code_challenge"]) expect(sent[name]!.length).toBeGreaterThanOrEqual(43);
});

test("a test of a provider tells what discovery found, or why it found nothing", async () => {
  const ask = () => ada.request(`/api/v1/identity-providers/${providerId}/test`, { method: "POST" });
  const found = {
    issuer: issuer.url,
    keys: 2,
    algorithms: ["RS256", "ES256"],
    supports_pkce: true,
    names_itself_in_answers: true,
  };
  expect(await readAnswer(ask(), 200)).toMatchObject(found);
  await change({ issuer: "https://127.0.0.1:1" });
  expect(await readRefusal(ask())).toBe("422 identities.provider_unreachable");
  await change({ issuer: issuer.url });
});

test("a provider at a private address is not asked unless the operator allows this machine", async () => {
  const strict = await openWorld();
  const eva = await withOrganization(await signUp(strict, "Eva"));
  const id = await connect(eva, {});
  expect(await readRefusal(eva.request(`/api/v1/identity-providers/${id}/test`, { method: "POST" }))).toBe(
    "422 identities.provider_unreachable",
  );
  await strict.close();
});

test("neither the client secret nor who is who at a provider is at rest readably", async () => {
  const text = JSON.stringify([
    await world.rows("select p::text from identity_providers p"),
    await world.rows("select i::text from identities i"),
    await world.rows("select d::text from identity_domains d"),
    await world.rows("select s::text from pending_sign_ins s"),
  ]);
  for (const secret of [issuerClient.secret, issuerClient.id, issuer.url, "corp.test", "mia"])
    expect(text).not.toContain(secret);
  expect(JSON.stringify(await readAnswer(ada.request("/api/v1/identity-providers"), 200))).not.toContain(
    issuerClient.secret,
  );
});

test("the only way in cannot be unlinked; with a password besides it can", async () => {
  issuer.tamper = (claims, sign) => sign({ ...claims, auth_time: Math.floor(Date.now() / 1000) }); // a fresh proof
  const only = await finishSignUp(await signInAs("uma", verified("uma@corp.test")));
  const cookie = cookieOf(only);
  const ask = (path: string, method = "GET") =>
    world.request(`/api/v1${path}`, { method, headers: { ...inBrowser, cookie } });
  const { data } = await readAnswer<{ data: { id: string }[] }>(ask("/identities"), 200);
  expect(await readRefusal(ask(`/identities/${data[0]!.id}`, "DELETE"))).toBe("409 identities.last_way_in");
});

test("where the provider is required, members enter by it and by nothing else; owners always may", async () => {
  const mia = await signInAs("mia", verified("mia@corp.test"));
  const other = await signInAs("mia", verified("mia@corp.test"), { provider: "google" });
  await change({ is_required: true });
  const enter = (cookie: string) =>
    world.request("/api/v1/workspaces", { headers: { cookie, "avow-organization": ada.organizationId } });
  expect((await enter(cookieOf(mia))).status).toBe(200);
  expect(await readRefusal(enter(cookieOf(other)))).toBe("403 request.not_allowed");
  expect((await enter(ada.cookie)).status).toBe(200);
  await change({ is_required: false });
  expect((await enter(cookieOf(other))).status).toBe(200);
});
