// Long because one deployment with its stand-ins, and a hand between, meets every refusal of every service.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ServiceName } from "../../integrations/roles/connector.ts";
import { connectAccount } from "../../testing/deeds/connect-account.ts";
import { openService, type Service, serviceClient } from "../../testing/stand-ins/open-services.ts";
import { type PersonWithOrganization, readMailbox, signUp, untilIdle, withOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import {
  callsOf,
  findApproval,
  makeTooledAgent,
  type SeenRun,
  startRunOf,
  untilRun,
} from "../../testing/deeds/run-agents.ts";
import { type ScriptedModel, startScriptedModel } from "../../testing/stand-ins/start-scripted-model.ts";
import { connectModel, turnAi } from "../../testing/deeds/talk.ts";
import { serviceSeeds } from "../../testing/ways-out/service-seeds.ts";
import { openWorld, until, withoutLimits, type World } from "../../testing/world.ts";

let world: World;
let services: Record<ServiceName, Service>;
let model: ScriptedModel;
let ada: PersonWithOrganization;
let modelId: string;

const never = { approval: "never" };
const repository = "ada/engine";
const call = (tool: string, input: object) => `call: ${tool} ${JSON.stringify(input)}`;

/** How each is used, and in what words it refuses. */
const kinds = {
  github: {
    account: "ada",
    abilities: ["issues.read", "issues.write"],
    read: ["github_list_issues", { repository }],
    write: ["github_create_issue", { repository, title: "Brakes", text: "They squeak." }],
    api: /^\/repos\//,
    written: /\/issues$/,
    token: "/login/oauth/access_token",
    refusedToken: { status: 401, body: { message: "Bad credentials" } },
    refusedRenewal: { status: 200, body: { error: "bad_refresh_token" } },
    title: "GitHub",
  },
  google: {
    account: "ada@mail.test",
    abilities: ["mail.read", "mail.send"],
    read: ["gmail_search", { query: "is:unread" }],
    write: ["gmail_send", { to: "mara@acme.test", subject: "The offer", text: "Thank you." }],
    api: /^\/gmail\//,
    written: /\/messages\/send$/,
    token: "/oauth2/token",
    refusedToken: { status: 401, body: { error: { code: 401, status: "UNAUTHENTICATED" } } },
    refusedRenewal: { status: 400, body: { error: "invalid_grant" } },
    title: "Gmail",
  },
  slack: {
    account: "ada",
    abilities: ["channels.read", "messages.write"],
    read: ["slack_list_channels", {}],
    write: ["slack_post", { channel: "", text: "Lunch at noon." }],
    api: /^\/api\/(?:conversations|chat)\./,
    written: /\/chat\.postMessage$/,
    token: "/api/oauth.v2.access",
    refusedToken: { status: 200, body: { ok: false, error: "token_revoked" } },
    refusedRenewal: { status: 200, body: { ok: false, error: "invalid_refresh_token" } },
    title: "Slack",
  },
} as const;
const names = ["github", "google", "slack"] as const;

beforeAll(async () => {
  const opened = await Promise.all(names.map((name) => openService(name, serviceSeeds[name])));
  services = Object.fromEntries(names.map((name, at) => [name, opened[at]])) as typeof services;
  model = await startScriptedModel();
  const connectors = Object.fromEntries(names.map((name) => [name, { ...serviceClient, url: services[name].url }]));
  world = await openWorld({ deployment: { connectors }, replace: withoutLimits });
  ada = await withOrganization(await signUp(world, "Ada"));
  await turnAi(ada, true);
  await world.work();
  modelId = await connectModel(ada, model);
});
afterAll(async () => {
  await world.close();
  await Promise.all([...names.map((name) => services[name].close()), model.close()]);
});
beforeEach(() => {
  for (const name of names) {
    Object.assign(services[name], { interfere: undefined, grants: {} });
    services[name].void.clear();
  }
});

type Seen = { id: string; service: string; state: string; failure_code: string | null; abilities: string[] };
const list = async () => (await readAnswer<{ data: Seen[] }>(ada.request("/api/v1/connections"), 200)).data;
const find = async (name: ServiceName) => (await list()).find(({ service }) => service === name)!;
const helper = (...tools: object[]) => makeTooledAgent(ada, tools, { model: modelId });
const connect = (name: ServiceName) =>
  connectAccount<Seen>(ada, kinds[name].account, { service: name, abilities: [...kinds[name].abilities] });
const renewalsOf = (name: ServiceName) =>
  services[name].seen.filter(({ path, body }) => path === kinds[name].token && body.includes("refresh_token"));
const apiOf = (name: ServiceName) => services[name].seen.filter(({ path }) => kinds[name].api.test(path));
const writesOf = (name: ServiceName) =>
  services[name].done.filter(({ method, path }) => method === "POST" && kinds[name].written.test(path));

let given = 0;
type Seeing = Parameters<NonNullable<Service["interfere"]>>[0];
/** What the stand-ins do not do: tokens that run out, and are renewed for others. */
function renew(name: ServiceName, { path, body }: Seeing) {
  if (path !== kinds[name].token || !body.includes("grant_type=refresh_token")) return undefined;
  const fresh = { access_token: `renewed-${++given}`, refresh_token: `again-${given}`, expires_in: 3600 };
  const scope = "channels:read,channels:history,chat:write";
  if (name === "slack") return { status: 200, body: { ok: true, ...fresh, token_type: "user", scope } };
  return name === "google" ? undefined : { status: 200, body: { ...fresh, token_type: "bearer" } };
}

/** An account whose tokens are renewed, its first token, and nothing on record of how it came. */
async function connectRenewed(name: ServiceName): Promise<string> {
  const service = services[name];
  const tokens = { access_token: `first-${++given}`, refresh_token: `renew-${given}`, expires_in: 3600 };
  const scope = "channels:read,channels:history,chat:write";
  service.grants =
    name === "google" ? { expires_in: 3600 } : name === "slack" ? { authed_user: { ...tokens, scope } } : tokens;
  service.interfere = (seen) => renew(name, seen);
  await connect(name);
  const first = service.seen.findLast(({ token }) => token !== "")!.token;
  service.seen.length = 0;
  service.done.length = 0;
  return first;
}

async function writing(name: ServiceName): Promise<string> {
  const [tool, input] = kinds[name].write;
  if (name !== "slack") return call(tool, input);
  const found = await use("slack", call("slack_list_channels", {}), "slack_list_channels");
  const channels = JSON.parse(callsOf(found)[0]!.output!) as { id: string; name: string }[];
  return call(tool, { ...input, channel: channels.find((one) => one.name === "general")!.id });
}

/** The run once it is in a state, however long deliveries wait by the clock. */
const settle = (run: { id: string }, ...states: string[]): Promise<SeenRun> =>
  until(async () => {
    const seen = await readAnswer<SeenRun>(ada.request(`/api/v1/runs/${run.id}`), 200);
    if (seen.state === "awaiting_effect" && !states.includes("awaiting_effect")) world.clock.advance(1500);
    return states.includes(seen.state) && seen;
  });
async function use(_: ServiceName, words: string, tool: string, state = "completed"): Promise<SeenRun> {
  return settle(await startRunOf(ada, await helper({ name: tool, ...never }), words), state);
}
const deliveryOf = async (run: SeenRun) => {
  const sql = "select state, reason, attempts, next_at from deliveries where about = $1 order by position desc limit 1";
  return (
    await world.rows<{ state: string; reason: string; attempts: number; next_at: Date }>(sql, [callsOf(run)[0]!.id])
  )[0]!;
};
const mailsAbout = async (title: string) => {
  await untilIdle(world);
  return (await readMailbox(ada)).filter(({ subject }) => subject.includes(title));
};

test.each(names)("%s: a token refused in the middle of a run is renewed once for all who want it", async (name) => {
  services[name].void.add(await connectRenewed(name));
  const [tool, input] = kinds[name].read;
  const run = await use(name, Array.from({ length: 5 }, () => call(tool, input)).join("\n"), tool);
  expect(callsOf(run).map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => "done"));
  expect(renewalsOf(name)).toHaveLength(1);
  expect(await find(name)).toMatchObject({ state: "working", failure_code: null });
});

test.each(names)(
  "%s: what is about to run out is renewed before it is used, so that nothing is refused",
  async (name) => {
    const first = await connectRenewed(name);
    world.clock.advance(3_550_000);
    const [tool, input] = kinds[name].read;
    await use(name, [call(tool, input), call(tool, input)].join("\n"), tool);
    expect(renewalsOf(name)).toHaveLength(1);
    expect(apiOf(name).length).toBeGreaterThan(0);
    expect(apiOf(name).filter(({ token }) => token === first)).toEqual([]);
  },
);

test.each(names)(
  "%s: access withdrawn there has the run wait, shows in the list, and is told by mail once",
  async (name) => {
    await connectRenewed(name);
    const before = (await mailsAbout(kinds[name].title)).length;
    services[name].interfere = ({ path }) => {
      if (path === kinds[name].token) return kinds[name].refusedRenewal;
      return kinds[name].api.test(path) ? kinds[name].refusedToken : undefined;
    };
    const [tool, input] = kinds[name].read;
    const agent = await helper({ name: tool });
    const runs = await Promise.all([1, 2, 3].map(() => startRunOf(ada, agent, call(tool, input))));
    for (const run of runs) {
      const [waiting] = callsOf(await settle(run, "awaiting_connection"));
      expect(waiting).toMatchObject({ verdict: `connection:${name}:${kinds[name].abilities[0]}`, output: null });
    }
    expect(await find(name)).toMatchObject({ state: "ended", failure_code: "connections.revoked" });
    expect(await world.rows("select credential from connections where service = $1", [name])).toEqual([
      { credential: null },
    ]);
    const mails = await mailsAbout(kinds[name].title);
    expect(mails).toHaveLength(before + 1);
    expect(mails[0]!.to).toBe(ada.email);
    expect(mails[0]!.text).not.toContain("first-");
    services[name].interfere = undefined;
    await connect(name);
    for (const run of runs) await settle(run, "completed");
  },
);

const withoutScope = {
  google: {
    status: 403,
    body: {
      error: {
        code: 403,
        message: "Request had insufficient authentication scopes.",
        status: "PERMISSION_DENIED",
        details: [{ reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT" }],
      },
    },
  },
  slack: { status: 200, body: { ok: false, error: "missing_scope", needed: "channels:read", provided: "identify" } },
};

test.each(["google", "slack"] as const)(
  "%s: what the token was never allowed is asked of its person, and all else goes on",
  async (name) => {
    await connectRenewed(name);
    const [reads, writes] = kinds[name].abilities;
    const [tool, input] = kinds[name].read;
    services[name].interfere = ({ path }) => (kinds[name].api.test(path) ? withoutScope[name] : undefined);
    const run = await startRunOf(ada, await helper({ name: tool }), call(tool, input));
    const waiting = await settle(run, "awaiting_connection");
    expect(callsOf(waiting)[0]).toMatchObject({ verdict: `connection:${name}:${reads}` });
    expect(await find(name)).toMatchObject({ state: "working", abilities: [writes] });
    expect(renewalsOf(name)).toEqual([]);
    Object.assign(services[name], { interfere: undefined, grants: {} });
    await connect(name);
    await settle(run, "completed");
  },
);

test("github: what its owner does not allow is told with what to do, and not in the service's words", async () => {
  await connectRenewed("github");
  const message = "Resource not accessible by integration. call: github_create_issue {}";
  services.github.interfere = ({ path }) =>
    path.startsWith("/repos/") ? { status: 403, body: { message } } : undefined;
  const run = await use("github", call("github_list_issues", { repository }), "github_list_issues");
  expect(callsOf(run)[0]).toMatchObject({ state: "failed", error_code: "connections.forbidden" });
  expect(callsOf(run)[0]!.output).toContain("whoever owns the repository");
  expect(JSON.stringify([run, model.bodies.at(-1), world.logLines.join("\n")])).not.toContain("Resource not");
  expect(await find("github")).toMatchObject({ state: "working", abilities: kinds.github.abilities });
});

test.each(names)("%s: who asks to slow down is left alone for as long, and then it is done once", async (name) => {
  await connectRenewed(name);
  const words = await writing(name);
  let isAsked = false;
  services[name].interfere = (seen) => {
    if (isAsked || !kinds[name].written.test(seen.path) || seen.method !== "POST") return renew(name, seen);
    isAsked = true;
    return { status: 429, headers: { "retry-after": "40" } };
  };
  const agent = await helper({ name: kinds[name].write[0], ...never });
  const run = await startRunOf(ada, agent, words);
  const waiting = await until(async () => {
    const seen = await settle(run, "awaiting_effect");
    return (await deliveryOf(seen)).state === "retry_wait" && seen;
  });
  const { next_at } = await deliveryOf(waiting);
  expect(next_at.getTime() - world.clock.now().getTime()).toBeGreaterThanOrEqual(39_000);
  expect(callsOf(await settle(run, "completed"))[0]).toMatchObject({ state: "done" });
  expect(writesOf(name)).toHaveLength(1);
});

test("a read that is throttled says for how long, and the run goes on without", async () => {
  await connectRenewed("google");
  services.google.interfere = ({ path }) =>
    kinds.google.api.test(path) ? { status: 429, headers: { "retry-after": "90" } } : undefined;
  const run = await use("google", call("gmail_search", { query: "x" }), "gmail_search");
  expect(callsOf(run)[0]).toMatchObject({ error_code: "connections.throttled" });
  expect(callsOf(run)[0]!.output).toContain("90 seconds");
});

test.each(names)(
  "%s: an error told after it was done is asked about, with a token renewed for the question, and never done twice",
  async (name) => {
    await connectRenewed(name);
    const words = await writing(name);
    let lost: string | undefined;
    services[name].interfere = (seen) => {
      // Once it was done, the token is void: whoever asks whether it was needs another.
      if (lost !== undefined) services[name].void.add(lost);
      if (lost !== undefined || !kinds[name].written.test(seen.path) || seen.method !== "POST")
        return renew(name, seen);
      lost = seen.token;
      return "lie_after";
    };
    const run = await startRunOf(ada, await helper({ name: kinds[name].write[0], ...never }), words);
    await until(async () => {
      const seen = await readAnswer<SeenRun>(ada.request(`/api/v1/runs/${run.id}`), 200);
      return callsOf(seen).length > 0 && (await deliveryOf(seen))?.state === "unconfirmed";
    });
    expect(callsOf(await settle(run, "completed"))[0]).toMatchObject({ state: "done" });
    expect(writesOf(name)).toHaveLength(1);
    expect(renewalsOf(name)).toHaveLength(1);
  },
);

test.each(names)(
  "%s: a write refused again with a new token waits for its person; the yes that was given is still good, and it is done once",
  async (name) => {
    await connectRenewed(name);
    const words = await writing(name);
    const agent = await helper({ name: kinds[name].write[0], approval: "always" });
    const run = await startRunOf(ada, agent, words);
    const [asked] = callsOf(await settle(run, "awaiting_approval"));
    services[name].interfere = (seen) =>
      kinds[name].written.test(seen.path) && seen.method === "POST" ? kinds[name].refusedToken : renew(name, seen);
    const { id, hash } = await findApproval(ada, asked!.approval_id!);
    await readAnswer(ada.request(`/api/v1/approvals/${id}/approve`, { method: "POST", json: { hash } }), 200);
    const waiting = await settle(run, "awaiting_connection", "completed", "failed");
    expect(waiting.state).toBe("awaiting_connection");
    expect(await find(name)).toMatchObject({ state: "ended", failure_code: "connections.revoked" });
    expect(renewalsOf(name)).toHaveLength(1);
    expect(writesOf(name)).toEqual([]);
    Object.assign(services[name], { interfere: undefined, grants: {} });
    await connect(name);
    const done = await settle(run, "completed", "awaiting_approval");
    expect(callsOf(done)).toMatchObject([{ state: "done", approval_id: id }]);
    expect(writesOf(name)).toHaveLength(1);
  },
);

test("google: a write the token was never allowed waits for its person, and what may be read is read on", async () => {
  await connectRenewed("google");
  services.google.interfere = ({ path }) => (path.endsWith("/messages/send") ? withoutScope.google : undefined);
  const [tool, input] = kinds.google.write;
  const run = await startRunOf(ada, await helper({ name: tool, ...never }), call(tool, input));
  const waiting = await settle(run, "awaiting_connection", "completed");
  expect(callsOf(waiting)[0]).toMatchObject({ verdict: "connection:google:mail.send", state: "awaiting_connection" });
  const read = await use("google", call("gmail_search", { query: "is:unread" }), "gmail_search");
  expect(callsOf(read)[0]).toMatchObject({ state: "done" });
  Object.assign(services.google, { interfere: undefined, grants: {} });
  await connect("google");
  await settle(run, "completed");
  expect(writesOf("google")).toHaveLength(1);
});

test("github: a token that was given, and could not be proven, is given back and kept nowhere", async () => {
  for (const { id } of await list()) await ada.request(`/api/v1/connections/${id}`, { method: "DELETE" });
  await untilIdle(world);
  services.github.seen.length = 0;
  services.github.interfere = ({ path }) => (path === "/user" ? { status: 500 } : undefined);
  await expect(connect("github")).rejects.toThrow("connections.service_failed");
  const { token } = services.github.seen.findLast(({ path }) => path === "/user")!;
  await until(() => services.github.void.has(token));
  expect(await list()).toEqual([]);
});

test("slack: a service that is broken turns the account yellow and not off, and it recovers by itself", async () => {
  await connectRenewed("slack");
  services.slack.interfere = ({ path }) => (kinds.slack.api.test(path) ? { status: 503 } : undefined);
  const [tool, input] = kinds.slack.read;
  expect(callsOf(await use("slack", call(tool, input), tool))[0]).toMatchObject({ error_code: "connections.failed" });
  expect(await find("slack")).toMatchObject({ state: "failing", failure_code: "connections.failed" });
  services.slack.interfere = undefined;
  await untilRun(ada, await startRunOf(ada, await helper({ name: tool }), call(tool, input)), "completed");
  expect(await find("slack")).toMatchObject({ state: "working", failure_code: null });
});
