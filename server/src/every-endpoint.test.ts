import * as z from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endpoints, tables } from "./app.ts";
import { later, minuteMs } from "./framework/clock.ts";
import { type AnyEndpoint, isStream } from "./framework/endpoint.ts";
import { newId, newSecret } from "./framework/ids.ts";
import { permissionNames } from "./modules/members/public.ts";
import {
  describeInput,
  exampleInput,
  type Input,
  isId,
  pathFields,
  requestOf,
  wrongType,
} from "./testing/samples/example-input.ts";
import { joinOrganization } from "./testing/deeds/join-organization.ts";
import { makeObject } from "./testing/samples/make-object.ts";
import { openTwoTenants, type TwoTenants } from "./testing/open-two-tenants.ts";
import { askAnonymously, cookieOf, type Person, type PersonWithOrganization, signUp } from "./testing/people.ts";
import { readAnswer, readRefusal } from "./testing/read-answer.ts";

let all: TwoTenants;
/** Owns Ada's organization as well, and works in the same workspace. */
let colleague: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  colleague = await joinOrganization(all.ada, await signUp(all.world, "Cleo"), "owner");
});
afterAll(() => all.world.close());

const listed = endpoints.map((e) => [`${e.method} ${e.path}`, e] as const);
const having = (is: (e: AnyEndpoint) => boolean) => listed.filter(([, e]) => is(e));
const isWrite = (e: AnyEndpoint) => e.method !== "GET";
/** Asked by programs that know no cookie: read as RFC 6749 says, which forgives more. */
const isForPrograms = (e: AnyEndpoint) => e.dialect !== undefined;
/** Refused by 400, as it says as well. */
const isOAuth = (e: AnyEndpoint) => e.dialect === "oauth";
const refusedAs = (e: AnyEndpoint, code: string) => (isOAuth(e) ? `400 ${code.split(" ")[1]}` : code);
const takesJson = (e: AnyEndpoint) => isWrite(e) && e.takes !== "bytes";
const isOfTenant = (e: AnyEndpoint) => e.scope === "organization" || e.scope === "workspace";

/** An id that nothing has. */
const noId = () => Promise.resolve(newId("none", all.world.clock.now()));
const ask = (person: Person, e: AnyEndpoint, input: Input, headers: Record<string, string> = {}) => {
  const { path, ...init } = requestOf(e, input);
  return person.request(path, { ...init, headers });
};
/** Everything in an input is Ada's, made by her. */
const asAda = (field: string) => makeObject(all.world, all.ada, field);

describe.each(listed)("%s is declared", (_, e) => {
  test("with a summary that is a sentence, and a purpose that some column knows", () => {
    expect(e.summary).toMatch(/^[A-Z].{4,118}\.$/);
    const known = tables.flatMap(({ columns }) =>
      Object.values(columns).flatMap(({ info }) => info.personal?.purposes ?? []),
    );
    expect([...new Set(known)]).toContain(e.purpose);
  });

  test("with a permission of its scope", () => {
    const ofScope: Record<string, readonly string[]> = {
      anonymous: ["public"],
      user: ["subject", "self"],
      operator: ["operator"],
      organization: permissionNames,
      workspace: permissionNames,
    };
    expect(ofScope[e.scope as string]).toContain(e.permission);
  });

  test("with a strict object as input that has every field of the path", () => {
    expect(e.input).toBeInstanceOf(z.ZodObject);
    const { catchall, shape } = (e.input as z.ZodObject).def;
    expect(catchall, "z.strictObject").toBeInstanceOf(z.ZodNever);
    for (const name of pathFields(e)) expect(Object.keys(shape)).toContain(name);
  });

  test("with an output whose every field has a type that clients can know", () => {
    if (isStream(e)) return expect(e.contentType).toMatch(/^\w+\/[\w.+-]+$/);
    expect(() => z.toJSONSchema(e.output, { io: "output", unrepresentable: "throw" })).not.toThrow();
  });
});

/** Past participles that do not end in -ed. */
const irregular = new Set(["begun", "reset", "sent", "withdrawn"]);

test.each(having(isWrite))("%s says in the audit log what was done, as noun.past", (_, e) => {
  const action = "audit" in e ? (e.audit?.action ?? "") : "";
  const [, past] = /^[a-z]+(?:_[a-z]+)*\.((?:[a-z]+_)*[a-z]+)$/.exec(action) ?? [];
  expect(past, `audit action "${action}"`).toBeDefined();
  const isParticiple = (word: string) => word.endsWith("ed") || irregular.has(word);
  expect(past!.split("_").some(isParticiple), `"${past}" says that it is over`).toBe(true);
});

describe.each(listed)("%s refuses", (_, e) => {
  const person = () => (e.scope === "anonymous" ? all.visitor : all.ada);

  test("a field it does not know", async () => {
    const input = await exampleInput(e, noId);
    const asked = readRefusal(ask(person(), e, { ...input, surprise: "1" }));
    if (isForPrograms(e))
      expect(await asked, "parameters that are not understood are ignored").not.toContain("request.invalid");
    else expect(await asked).toBe("422 request.invalid");
  });

  test("a field given twice", async () => {
    const [field] = pathFields(e);
    const { path, ...init } = requestOf(e, await exampleInput(e, noId));
    const twice =
      field && takesJson(e)
        ? { path, ...init, json: { ...init.json, [field]: "x" } }
        : { path: `${path}?a=1&a=2`, ...init };
    const { path: asked, ...rest } = twice;
    expect(await readRefusal(person().request(asked, rest))).toBe(refusedAs(e, "422 request.invalid"));
  });
});

const typed = having(isWrite).flatMap(([name, e]) =>
  Object.entries(describeInput(e).properties)
    .filter(([field]) => !pathFields(e).includes(field))
    .map(([field, schema]) => [name, field, e, schema] as const),
);

test.each(typed)("%s refuses %s of another type", async (_, field, e, schema) => {
  const input = { ...(await exampleInput(e, noId)), [field]: wrongType(schema) };
  const person = e.scope === "anonymous" ? all.visitor : all.ada;
  expect(await readRefusal(ask(person, e, input))).toBe(refusedAs(e, "422 request.invalid"));
});

describe.each(having(isWrite))("%s, a write, refuses", (_, e) => {
  const send = async (headers: Record<string, string>, body: string) => {
    const { path, method } = requestOf(e, await exampleInput(e, noId));
    return readRefusal(all.ada.request(path, { method, headers, body }));
  };

  test("a page of another site", async () => {
    if (isForPrograms(e)) return expect(e.scope, "without a cookie there is nobody to act as").toBe("anonymous");
    expect(await send({ "avow-csrf": "" }, "{}")).toBe("403 request.cross_site");
    expect(await send({ origin: "https://evil.example" }, "{}")).toBe("403 request.cross_site");
    expect(await send({ "sec-fetch-site": "cross-site" }, "{}")).toBe("403 request.cross_site");
  });
});

describe.each(having(takesJson))("%s, a write of JSON, refuses", (_, e) => {
  const send = async (headers: Record<string, string>, body: string) => {
    const { path, method } = requestOf(e, await exampleInput(e, noId));
    return readRefusal(all.ada.request(path, { method, headers, body }));
  };

  test("what is not JSON, or cannot be stored", async () => {
    expect(await send({ "content-type": "text/plain", "content-length": "2" }, "{}")).toBe(
      refusedAs(e, "415 request.unsupported_type"),
    );
    for (const body of [
      "{",
      "[]",
      "null",
      '{"a":"\\u0000"}',
      '{"a":"\\ud800"}',
      `${'{"a":'.repeat(40)}1${"}".repeat(40)}`,
    ])
      expect(await send({}, body), body.slice(0, 20)).toBe("400 request.malformed");
  });
});

describe.each(having((e) => e.scope !== "anonymous"))("%s knows nobody", (_, e) => {
  const askWith = async (headers: Record<string, string>) => {
    const { path, json, method } = requestOf(e, await exampleInput(e, noId));
    const tenant = { "avow-organization": all.ada.organizationId, "avow-workspace": all.ada.workspaceId };
    const sent = { "avow-csrf": "1", "content-type": "application/json", ...tenant, ...headers };
    return readRefusal(
      all.world.request(path, { method, headers: sent, ...(json ? { body: JSON.stringify(json) } : {}) }),
    );
  };

  test("without a session, with a made-up one, or with a made-up key", async () => {
    const forged = [
      {},
      { cookie: "avow-session=" },
      { cookie: `avow-session=${newSecret()}` },
      { authorization: "Bearer nothing" },
    ];
    for (const headers of forged) expect(await askWith(headers)).toBe("401 request.not_signed_in");
    const key = await askWith({ authorization: `Bearer ${newSecret("avow_")}` });
    expect(key).toBe(isOfTenant(e) ? "401 request.not_signed_in" : "403 request.not_allowed");
  });

  test.each(["expires_at", "idle_expires_at"])("with a session whose %s is past", async (column) => {
    const { cookie, id } = await (lapsing ??= openSession());
    const times = "select expires_at, idle_expires_at from sessions where id = $1";
    const [before] = await all.world.rows<{ expires_at: Date; idle_expires_at: Date }>(times, [id]);
    await all.world.rows(`update sessions set ${column} = $1 where id = $2`, [all.world.clock.now(), id]);
    expect(await askWith({ cookie })).toBe("401 request.not_signed_in");
    const restore = "update sessions set expires_at = $1, idle_expires_at = $2 where id = $3 returning 1";
    expect(await all.world.rows(restore, [before!.expires_at, before!.idle_expires_at, id])).toHaveLength(1);
  });
});

/** One session of the visitor's, whose times each test sets and puts back. */
let lapsing: ReturnType<typeof openSession> | undefined;

async function openSession(): Promise<{ cookie: string; id: string }> {
  const { email, password } = all.visitor;
  const answer = await askAnonymously(all.world, "/api/v1/sessions", { email, password });
  const { session_id: id } = (await answer.json()) as { session_id: string };
  return { cookie: cookieOf(answer), id };
}

test("the session that was let lapse lets in where its times are not past", async () => {
  const { cookie } = await (lapsing ??= openSession());
  const answer = await all.world.request("/api/v1/me", { headers: { cookie } });
  expect(answer.status).toBe(200);
});

test.each(having((e) => e.stepUp ?? false))("%s asks a session for a proof that is recent", async (_, e) => {
  const { now } = all.world.clock;
  const proveAt = (at: Date) =>
    all.world.rows("update sessions set authenticated_at = $1 where user_id = $2", [at, all.ada.userId]);
  await proveAt(now());
  const input = await exampleInput(e, asAda);
  await proveAt(later(now(), -10 * minuteMs - 1));
  expect(await readRefusal(ask(all.ada, e, input))).toBe("403 session.step_up_required");
  await proveAt(now()); // for what comes after
});

describe.each(having(isOfTenant))("%s of a tenant", (_, e) => {
  const header = e.scope === "workspace" ? "avow-workspace" : "avow-organization";
  const theirs = () => (e.scope === "workspace" ? all.bob.workspaceId : all.bob.organizationId);

  test("asks which", async () => {
    const { path, ...init } = requestOf(e, await exampleInput(e, noId));
    const { cookie, ip } = all.ada;
    const headers = { cookie, "avow-csrf": "1", "content-type": "application/json" };
    const body = init.json ? { body: JSON.stringify(init.json) } : {};
    const answer = all.world.request(path, { method: init.method, ip, headers, ...body });
    expect(await readRefusal(answer)).toBe("400 request.tenant_required");
  });

  test("is absent to whoever does not belong there", async () => {
    const input = await exampleInput(e, noId);
    for (const id of [theirs(), await noId(), "", "' or true --"])
      expect(await readRefusal(ask(all.ada, e, input, { [header]: id })), id).toBe("404 request.not_found");
  });
});

const naming = having((e) => e.scope !== "anonymous").flatMap(([name, e]) =>
  Object.keys(describeInput(e).properties)
    .filter(isId)
    .map((field) => [name, field, e] as const),
);

describe.each(naming)("%s finds by %s", (_, field, e) => {
  /** What a filter finds is an empty list; everything else is absent. */
  const isFilter = e.method === "GET" && !pathFields(e).includes(field);

  const expectNothing = async (id: string) => {
    const own = { password: all.ada.password };
    const input = await exampleInput(e, asAda, { own, besides: [field] });
    const answer = await ask(all.ada, e, { ...input, [field]: id });
    if (isFilter) expect(await readAnswer(answer, 200)).toMatchObject({ data: [], has_more: false });
    else expect(await readRefusal(answer)).toBe("404 request.not_found");
  };

  test("nothing that is not there", async () => {
    await expectNothing(await noId());
  });

  // The operator's endpoints are about everybody's organizations.
  test.each(e.scope === "operator" ? [] : ["another tenant's"])("nothing of %s", async () => {
    await expectNothing(await makeObject(all.world, all.bob, field));
  });
});

/** `conversation_id` names rows of a table that is private to each user. */
const isPrivate = (field: string) =>
  tables.find(({ name }) => name === field.replace(/_id$/, "s"))?.private !== undefined;

test.each(naming.filter(([, field]) => isPrivate(field)))(
  "%s finds by %s nothing of a colleague's",
  async (_, field, e) => {
    const theirs = await makeObject(all.world, colleague, field);
    const input = await exampleInput(e, asAda);
    expect(await readRefusal(ask(all.ada, e, { ...input, [field]: theirs }))).toBe("404 request.not_found");
  },
);
