import { deepEqual } from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newSecret } from "./framework/ids.ts";
import { countRows } from "./testing/find-in-database.ts";
import { openTwoTenants, type TwoTenants } from "./testing/open-two-tenants.ts";
import { askAnonymously, type PersonRequest, signUp, untilIdle } from "./testing/people.ts";
import { findExample } from "./testing/deeds/talk.ts";

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

/** Status and code of a refusal that says all that RFC 9457 and the house ask for. */
async function refusalOf(asked: Promise<Response>): Promise<string> {
  const answer = await asked;
  const problem = (await answer.json()) as Record<string, unknown>;
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(problem).toMatchObject({
    type: `/docs/errors/${String(problem["code"])}`,
    status: answer.status,
    title: expect.stringMatching(/\w/) as string,
    help: expect.stringMatching(/\w/) as string,
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
    deepEqual(await countKept(), before);
    deepEqual(
      all.world.logLines.filter((line) => line.includes(canary) || line.includes("a request failed")),
      [],
    );
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

test("a new account is a new person: nothing of a refused sign-up is left", async () => {
  const before = await countKept();
  const young = { email: `${canary}@example.test`, password: `${canary} long`, name: canary, birth_date: "2024-01-01" };
  expect(await refusalOf(askAnonymously(all.world, "/api/v1/users", young, "10.6.6.6"))).toBe("403 users.too_young");
  expect(await countKept()).toEqual(before);
  expect(all.world.logLines.filter((line) => line.includes(canary))).toEqual([]);
  expect((await signUp(all.world, "Grown")).userId).toMatch(/^usr_/);
});
