import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseProxies } from "../../framework/http/transport.ts";
import { issueOwnerLink } from "../../modules/deployment/public.ts";
import { birthDate } from "../../testing/people.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { handOver } from "./answer-unreadable.ts";
import { buildHttp } from "./build-http.ts";
import { listen } from "./listen.ts";

const ours = "https://avow.example.test";
const listed = "https://app.example.test";
const sibling = "https://blog.example.test";
const person = { email: "ada@example.test", password: "a long enough secret for a drill" };

let world: World;
let port = 0;
let close: (graceMs: number) => Promise<void>;
let cookie = "";
beforeAll(async () => {
  const reach = { domain: "example.test", origins: [listed] };
  world = await openWorld({ deployment: { origin: ours, cookie: reach } });
  // The loopback is the proxy that ends TLS and says so.
  const options = {
    trustedProxies: parseProxies("127.0.0.1"),
    allowPlainHttp: false,
    webFolder: undefined,
    vitals: {},
  };
  const http = buildHttp(world.app, options);
  ({ port, close } = await listen(handOver(http), { host: "127.0.0.1", port: 0, tls: undefined }));
  const asked = { ...person, name: "Ada", birth_date: birthDate, owner_token: await issueOwnerLink(world.app) };
  await send(ours, "POST", "/users", { json: asked, origin: ours });
  cookie = sessionOf(await signIn());
});
afterAll(async () => {
  await close(1000);
  await world.close();
});

type Answer = { status: number; code: string | undefined; cookies: string[] };
type Sent = { json?: object; origin?: string | undefined; cookie?: string; headers?: Record<string, string> };

/** As a browser sends it: to the host of an address, over a proxy; what a page cannot forge is an argument. */
function send(host: string, method: string, path: string, { json, origin, headers, ...sent }: Sent): Promise<Answer> {
  const body = json === undefined ? undefined : JSON.stringify(json);
  return new Promise((resolve, reject) => {
    const asked = request({
      port,
      host: "127.0.0.1",
      method,
      path: `/api/v1${path}`,
      headers: {
        host: new URL(host).host,
        "x-forwarded-for": "192.0.2.1",
        "x-forwarded-proto": "https",
        "avow-csrf": "1",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(origin === undefined ? {} : { origin }),
        ...(sent.cookie === undefined ? {} : { cookie: sent.cookie }),
        ...headers,
      },
    });
    asked.once("error", reject);
    asked.once("response", (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.once("end", () => {
        const text = Buffer.concat(parts).toString();
        const code = text.startsWith("{") ? (JSON.parse(text) as { code?: string }).code : undefined;
        resolve({ status: answer.statusCode ?? 0, code, cookies: answer.headers["set-cookie"] ?? [] });
      });
    });
    asked.end(body);
  });
}

const signIn = (sent: Sent = {}) => send(ours, "POST", "/sessions", { json: person, origin: ours, ...sent });
const sessionLine = ({ cookies }: Answer) => cookies.find((line) => line.includes("avow-session="))!;
const sessionOf = (answer: Answer) => sessionLine(answer).split(";")[0]!;
const isIn = async (given: string) => (await send(ours, "GET", "/me", { cookie: given })).status === 200;
const rename = (host: string, sent: Sent) => send(host, "PATCH", "/me", { json: { name: "Changed" }, cookie, ...sent });

test("the cookie that hosts below one domain share goes by https alone, to no script, and says whose it is", async () => {
  const line = sessionLine(await signIn());
  expect(line).toMatch(/^__Secure-avow-session=[\w-]{43}; /);
  for (const part of ["Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Domain=example.test"])
    expect(line.split("; ")).toContain(part);
});

test("each sign-in gives another token and ends the one that the browser had", async () => {
  const first = sessionOf(await signIn());
  const second = sessionOf(await signIn({ cookie: first }));
  expect(second).not.toBe(first);
  expect([await isIn(first), await isIn(second)]).toEqual([false, true]);
});

test.each([
  ["a sibling's page, with our header", { origin: sibling }],
  ["a sibling that looks like a listed one", { origin: "https://app.example.test.evil.example" }],
  ["a listed host by plain http", { origin: "http://app.example.test" }],
  ["a listed host on another port", { origin: "https://app.example.test:8443" }],
  ["the parent itself", { origin: "https://example.test" }],
  ["a sandboxed frame", { origin: "null" }],
  ["nobody that says its origin", { origin: undefined }],
  ["a sibling's form, which sends no header of ours", { origin: sibling, headers: { "avow-csrf": "" } }],
  ["our own origin without our header", { origin: ours, headers: { "avow-csrf": "" } }],
  ["a page that the browser calls cross-site", { origin: listed, headers: { "sec-fetch-site": "cross-site" } }],
])("%s changes nothing, though the browser sends the cookie along", async (_, sent) => {
  for (const host of [ours, sibling])
    expect(await rename(host, sent)).toMatchObject({ status: 403, code: "request.cross_site", cookies: [] });
  expect(await isIn(cookie)).toBe(true);
});

test("a sibling that reaches Avow by its own name is no less foreign", async () => {
  expect(await rename(sibling, { origin: sibling, headers: { "sec-fetch-site": "same-origin" } })).toMatchObject({
    code: "request.cross_site",
  });
});

test("Avow's own pages and listed hosts write with it", async () => {
  for (const origin of [ours, listed]) expect((await rename(ours, { origin })).status).toBe(200);
});

test("a cookie that a sibling plants beside it counts for nobody, and one of another name is not looked at", async () => {
  const token = cookie.split("=")[1]!;
  expect(await isIn(`${cookie}; __Secure-avow-session=${"P".repeat(43)}`)).toBe(false);
  for (const name of ["avow-session", "__Host-avow-session"]) expect(await isIn(`${name}=${token}`)).toBe(false);
  expect(await isIn(`avow-session=${"P".repeat(43)}; ${cookie}`)).toBe(true);
});

test("nor can a sibling sign a browser in as somebody else", async () => {
  expect(await signIn({ origin: sibling, cookie })).toMatchObject({ code: "request.cross_site", cookies: [] });
});
