import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { endpoints } from "./app.ts";
import type { ScopeName } from "./framework/context.ts";
import type { AnyEndpoint } from "./framework/endpoint.ts";
import { refusalsOf } from "./framework/http/openapi.ts";
import { permissionNames, permissionsFor, roleNames, type RoleName, sessionOnly } from "./modules/members/public.ts";
import { describeInput, exampleInput, type Input, isId, requestOf } from "./testing/samples/example-input.ts";
import { joinOrganization, makeApiKey } from "./testing/deeds/join-organization.ts";
import { makeObject } from "./testing/samples/make-object.ts";
import { openTwoTenants, type TwoTenants } from "./testing/open-two-tenants.ts";
import { type PersonWithOrganization, signUp } from "./testing/people.ts";

let all: TwoTenants;
/** A member of Ada's organization whose role changes from question to question. */
let mia: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  mia = await joinOrganization(all.ada, await signUp(all.world, "Mia"), "owner");
});
afterAll(() => all.world.close());
// Each question makes things; an organization has only room for so many.
afterEach(() => all.world.rows("with keys as (delete from api_keys) delete from identity_providers"));

/** An agent that no example request is about. */
let another: string | undefined;
const anotherAgent = async () => (another ??= await makeObject(all.world, mia, "agent_id"));

/** How an endpoint answered somebody, as far as permissions go. Whatever is refused after them counts as allowed. */
type Verdict =
  | "allowed"
  | "denied"
  | "unknown"
  | "absent"
  | "not understood"
  | `failed: ${string}`
  | `undeclared: ${string}`;
const verdicts: Record<string, Verdict> = {
  "request.not_allowed": "denied",
  "request.cross_site": "denied",
  "request.not_signed_in": "unknown",
  "request.not_found": "absent",
  "request.tenant_required": "absent",
  "request.invalid": "not understood",
};

type Ask = (path: string, init: { method: string; json?: Input; signal: AbortSignal }) => Promise<Response>;

async function judge(ask: Ask, e: AnyEndpoint, input: Input): Promise<Verdict> {
  const { path, ...init } = requestOf(e, input);
  const abort = new AbortController();
  const answer = await ask(path, { ...init, signal: abort.signal });
  if (answer.ok) {
    abort.abort(); // a stream would go on
    return "allowed";
  }
  const problem = (await answer.json()) as { code: string; refusal?: string };
  // A dialect may have a code of its own there.
  const { refusal: code = problem.code } = problem;
  if (answer.status >= 500) return `failed: ${code}`;
  if (!refusalsOf(e).some((refusal) => refusal.code === code)) return `undeclared: ${code}`;
  return verdicts[code] ?? "allowed";
}

/** The same as a browser without a session, or a program with a key. */
const askWith =
  (headers: Record<string, string>): Ask =>
  (path, { json, ...init }) => {
    const tenant = { "avow-organization": mia.organizationId, "avow-workspace": mia.workspaceId };
    const sent = { "avow-csrf": "1", "content-type": "application/json", ...tenant, ...headers };
    return all.world.request(path, {
      ...init,
      ip: mia.ip,
      headers: sent,
      ...(json ? { body: JSON.stringify(json) } : {}),
    });
  };

const setRole = (role: RoleName) =>
  all.world.rows("update memberships set role = $1 where organization_id = $2 and user_id = $3", [
    role,
    mia.organizationId,
    mia.userId,
  ]);

/** An input about things of Mia's own, made while she was owner. */
async function inputOf(e: AnyEndpoint, besides: readonly string[]): Promise<Input> {
  await setRole("owner");
  const own = { password: mia.password, current_password: mia.password };
  return exampleInput(e, (field) => makeObject(all.world, e.scope === "operator" ? all.ada : mia, field), {
    own,
    besides,
  });
}

const somebody = { kind: "user", id: "usr_somebody", sessionId: "", isOperator: false } as never;
const neededBy = (e: AnyEndpoint, input: Input): string[] => [e.permission, ...(e.alsoNeeds?.(input, somebody) ?? [])];

/** The request with what it requires, and with each field besides that needs a permission of its own. */
async function variantsOf(e: AnyEndpoint): Promise<string[][]> {
  const { properties, required } = describeInput(e);
  const noId = (field: string) => Promise.resolve(field);
  const plain = neededBy(e, await exampleInput(e, noId)).length;
  const variants: string[][] = [[]];
  for (const field of Object.keys(properties).filter((name) => !required.includes(name) && !isId(name))) {
    if (neededBy(e, await exampleInput(e, noId, { besides: [field] })).length > plain) variants.push([field]);
  }
  return variants;
}

const listed = (scopes: ScopeName[]) =>
  endpoints.filter((e) => scopes.includes(e.scope)).map((e) => [`${e.method} ${e.path}`, e] as const);

test.each(listed(["organization", "workspace"]))("%s is for the roles that have its permission", async (_, e) => {
  for (const besides of await variantsOf(e)) {
    let input = await inputOf(e, besides);
    const needed = neededBy(e, input);
    const [found, expected]: Record<string, Verdict>[] = [{}, {}];
    for (const role of roleNames) {
      expected![role] = needed.every((name) => permissionsFor(role).some((own) => own === name)) ? "allowed" : "denied";
      await setRole(role);
      found![role] = await judge(mia.request, e, input);
      if (found![role] === "allowed" && e.method !== "GET") input = await inputOf(e, besides);
    }
    expect(found, `with ${["what it requires", ...besides].join(" and ")}`).toEqual(expected);
    expect(await judge(askWith({ cookie: all.bob.cookie }), e, input), "another organization's owner").toBe("absent");
    expect(await judge(askWith({ cookie: all.visitor.cookie }), e, input), "somebody who belongs nowhere").toBe(
      "absent",
    );
    expect(await judge(askWith({}), e, input), "nobody").toBe("unknown");
  }
});

test.each(listed(["organization", "workspace"]))(
  "%s is for API keys that have its permission as scope",
  async (_, e) => {
    const grantable = permissionNames.filter((name) => !sessionOnly.has(name));
    for (const besides of await variantsOf(e)) {
      const input = await inputOf(e, besides);
      const needed = neededBy(e, input);
      const judgeWith = async (scopes: readonly string[], bound = {}) => {
        const { token } = await makeApiKey(mia, { scopes, ...bound });
        return judge(askWith({ authorization: `Bearer ${token}` }), e, input);
      };
      for (const missing of needed) {
        const without = grantable.filter((name) => name !== missing);
        expect(await judgeWith(without), `everything but ${missing}`).toBe("denied");
      }
      if (e.scope === "organization") {
        const bound = await judgeWith(grantable, { workspace_ids: [mia.workspaceId] });
        expect(bound, "everything, in one workspace").toBe("denied");
      }
      const held = await judgeWith(grantable, { agent_ids: [await anotherAgent()] });
      expect(held, "everything, of another agent").toBe("denied");
      const isForKeys = needed.every((name) => !sessionOnly.has(name));
      expect(await judgeWith(grantable), "everything").toBe(isForKeys ? "allowed" : "denied");
    }
  },
);

test.each(listed(["user", "operator"]))(
  "%s is for people, not programs, and the operator's for the operator",
  async (_, e) => {
    const input = await inputOf(e, []);
    const { token } = await makeApiKey(mia, { scopes: ["members.read"] });
    expect(await judge(askWith({}), e, input), "nobody").toBe("unknown");
    expect(await judge(askWith({ authorization: `Bearer ${token}` }), e, input), "an API key").toBe("denied");
    if (e.scope === "operator") {
      expect(await judge(mia.request, e, input), "anybody").toBe("denied");
      expect(await judge(all.ada.request, e, input), "the operator").toBe("allowed");
    } else {
      expect(await judge(mia.request, e, input), "anybody").toBe("allowed");
    }
  },
);

test.each(listed(["anonymous"]))("%s needs no session", async (_, e) => {
  const verdict = await judge(askWith({}), e, await exampleInput(e, () => Promise.resolve("nothing")));
  expect(["allowed", "absent"]).toContain(verdict);
});

test("a suspended organization lets nobody in, and lets everybody in again", async () => {
  const e = endpoints.find(({ method, path }) => method === "GET" && path === "/members")!;
  const { token } = await makeApiKey(mia, { scopes: ["members.read"] });
  const [asMember, asKey] = [mia.request, askWith({ authorization: `Bearer ${token}` })];
  const suspend = (at: Date | null) =>
    all.world.rows("update organizations set suspended_at = $1 where organization_id = $2", [at, mia.organizationId]);
  await suspend(all.world.clock.now());
  expect([await judge(asMember, e, {}), await judge(asKey, e, {})]).toEqual(["denied", "unknown"]);
  await suspend(null);
  expect([await judge(asMember, e, {}), await judge(asKey, e, {})]).toEqual(["allowed", "allowed"]);
});

test("no permission is given out that nothing asks for", () => {
  const declares = ["members/describe-roles.ts", "members/decide-by-role.ts"];
  const files = globSync("modules/**/*.ts", { cwd: import.meta.dirname }).map((file) => file.replaceAll("\\", "/"));
  const asking = files.filter((file) => !file.endsWith(".test.ts") && !declares.some((end) => file.endsWith(end)));
  const sources = asking.map((file) => readFileSync(join(import.meta.dirname, file), "utf8")).join("\n");
  expect(permissionNames.filter((name) => !sources.includes(`"${name}"`))).toEqual([]);
});
