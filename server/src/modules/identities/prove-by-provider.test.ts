import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { minuteMs, secondMs } from "../../framework/clock.ts";
import {
  type Issuer,
  issuerClient,
  openIssuer,
  type Tamper,
  visitIssuer,
} from "../../testing/stand-ins/open-issuer.ts";
import { birthDate, cookieOf, signUp } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, withoutLimits, type World } from "../../testing/world.ts";

let world: World;
let issuer: Issuer;
/** What Mia's browser holds of the provider's. */
let jar: Map<string, string>;
beforeAll(async () => {
  issuer = await openIssuer();
  const google = { clientId: issuerClient.id, clientSecret: issuerClient.secret, issuer: issuer.url };
  world = await openWorld({
    deployment: { allowLoopbackIssuers: true, google },
    replace: withoutLimits,
  });
  for (const name of ["Olga", "Bob"]) await signUp(world, name); // from then on anybody may
  issuer.people.set("mia", { email: "mia@gmail.com", email_verified: true, name: "Mia" });
  issuer.current = "mia";
  world.clock.set(new Date());
  const asked = await finish(await leave());
  const { token } = await readAnswer<{ token: string }>(asked.clone(), 201);
  const person = { token, name: "Mia", birth_date: birthDate };
  await readAnswer(post("/sign-ins/sign-up", person, cookieNamed(asked, "avow-browser")), 201);
});
afterAll(async () => {
  await world.close();
  await issuer.close();
});
beforeEach(() => {
  world.clock.set(new Date());
  issuer.tamper = undefined;
  jar = new Map();
});

const post = (path: string, json: unknown, cookie = "") =>
  world.request(`/api/v1${path}`, {
    method: "POST",
    headers: { "avow-csrf": "1", "content-type": "application/json", cookie },
    body: JSON.stringify(json),
  });
const cookieNamed = (answer: Response, name: string) =>
  answer.headers
    .getSetCookie()
    .map((set) => set.split(";")[0]!)
    .find((set) => set.startsWith(`${name}=`)) ?? "";

async function leave({ anew = false } = {}) {
  const begun = await post("/sign-ins", { provider: "google", anew });
  const { url } = await readAnswer<{ url: string }>(begun, 201);
  return { url, browser: cookieNamed(begun, "avow-browser") };
}
const finish = async ({ url, browser }: { url: string; browser: string }) =>
  post("/sign-ins/finish", await visitIssuer(url, jar), browser);

/** Something that asks for a proof of the last ten minutes. */
const doDangerous = (cookie: string) => post("/organizations", { name: "Mia's" }, cookie).then(makeKey(cookie));
const makeKey = (cookie: string) => async (made: Response) => {
  const { id } = await readAnswer<{ id: string }>(made, 201);
  const headers = { "avow-csrf": "1", "content-type": "application/json", cookie, "avow-organization": id };
  const body = JSON.stringify({ name: "Robot", scopes: ["members.read"] });
  return world.request("/api/v1/api-keys", { method: "POST", headers, body });
};
const saying = (authTime: number | undefined): Tamper => {
  return (claims, sign) => {
    const { auth_time: _, ...others } = claims;
    return sign(authTime === undefined ? others : { ...others, auth_time: authTime });
  };
};
const agoSeconds = (ms: number) => Math.floor((world.clock.now().getTime() - ms) / secondMs);

test("asked to, the provider asks anew whomever it remembers, and that is a proof", async () => {
  await finish(await leave());
  const before = issuer.asked;
  await finish(await leave());
  expect(issuer.asked).toBe(before); // it remembers Mia
  const left = await leave({ anew: true });
  expect(Object.fromEntries(new URL(left.url).searchParams)).toMatchObject({ prompt: "login", max_age: "0" });
  const proved = await finish(left);
  expect(proved.status).toBe(201);
  expect(issuer.asked).toBe(before + 1);
  expect((await doDangerous(cookieOf(proved))).status).toBe(201);
});

test("signing in by what the provider remembers is no proof where it does not tell when it asked", async () => {
  const signedIn = await finish(await leave());
  expect(await readRefusal(doDangerous(cookieOf(signedIn)))).toBe("403 session.step_up_required");
});

test("what the provider tells of the time counts, and no time later than now", async () => {
  issuer.tamper = saying(agoSeconds(6 * minuteMs));
  const six = cookieOf(await finish(await leave()));
  expect((await doDangerous(six)).status).toBe(201);
  world.clock.advance(5 * minuteMs);
  expect(await readRefusal(doDangerous(six))).toBe("403 session.step_up_required");
  world.clock.set(new Date());
  issuer.tamper = saying(agoSeconds(-30 * minuteMs));
  const ahead = cookieOf(await finish(await leave()));
  world.clock.advance(11 * minuteMs);
  expect(await readRefusal(doDangerous(ahead))).toBe("403 session.step_up_required");
});

test.each([
  ["an hour ago", () => saying(agoSeconds(60 * minuteMs))],
  ["two minutes before the browser left", () => saying(agoSeconds(2 * minuteMs))],
  ["in the future", () => saying(agoSeconds(-2 * minuteMs))],
  ["never", () => saying(undefined)],
])("a provider that asked %s has not asked anew: nobody is signed in", async (_, tamper) => {
  issuer.tamper = tamper();
  const tried = await finish(await leave({ anew: true }));
  expect(tried.headers.getSetCookie().join()).not.toContain("avow-session=");
  expect(await readRefusal(Promise.resolve(tried))).toBe("403 identities.not_anew");
});

test("a browser that leaves the question out of the address gets nothing for what the provider remembers", async () => {
  await finish(await leave());
  const { url, browser } = await leave({ anew: true });
  const bare = new URL(url);
  for (const name of ["prompt", "max_age"]) bare.searchParams.delete(name);
  expect(await readRefusal(finish({ url: bare.href, browser }))).toBe("403 identities.not_anew");
  const { url: second, browser: same } = await leave({ anew: true });
  const lax = new URL(second);
  lax.searchParams.delete("prompt");
  lax.searchParams.set("max_age", "100000");
  issuer.tamper = (claims, sign) => sign({ ...claims, auth_time: Number(claims["auth_time"]) - 600 });
  expect(await readRefusal(finish({ url: lax.href, browser: same }))).toBe("403 identities.not_anew");
});
