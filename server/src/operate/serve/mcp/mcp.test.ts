import { Client as OldClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as OldTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sessionOnly } from "../../../modules/members/decide-by-role.ts";
import { listenForReal } from "../../../testing/listen-for-real.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import { makeTooledAgent, type SeenRun } from "../../../testing/deeds/run-agents.ts";
import { until } from "../../../testing/world.ts";
import { endpoints } from "../../../app.ts";
import { listMcpTools } from "./offered-tools.ts";

let all: TwoTenants;
let place: Awaited<ReturnType<typeof listenForReal>>;
beforeAll(async () => {
  all = await openTwoTenants();
  place = await listenForReal(all.world);
});
afterAll(async () => {
  await place.close();
  await all.world.close();
});

async function keyOf({ request, workspaceId }: PersonWithOrganization, scopes: readonly string[]): Promise<string> {
  const json = { name: "MCP", scopes, workspace_ids: [workspaceId] };
  return (await readAnswer<{ token: string }>(request("/api/v1/api-keys", { method: "POST", json }), 201)).token;
}
const everything = [
  "agents.read",
  "runs.read",
  "runs.write",
  "tools.use",
  "conversations.read",
  "contacts.read",
  "wallet.read",
];
const info = { name: "test", version: "1" };

/** Clients of both eras, each by its own library. */
const eras = {
  "2026": async (key: string) => {
    const client = new Client(info, { versionNegotiation: { mode: "auto" } });
    const requestInit = { headers: { authorization: `Bearer ${key}` } };
    await client.connect(new StreamableHTTPClientTransport(new URL(`${place.origin}/mcp`), { requestInit }));
    return client;
  },
  "2025": async (key: string) => {
    const client = new OldClient(info);
    const requestInit = { headers: { authorization: `Bearer ${key}` } };
    await client.connect(new OldTransport(new URL(`${place.origin}/mcp`), { requestInit }));
    return client as unknown as Client;
  },
};
const namesOf = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name);
type Told = { isError?: boolean; structuredContent?: unknown; content: { text: string }[] };
const call = async (client: Client, name: string, args: object = {}) =>
  (await client.callTool({ name, arguments: args as Record<string, unknown> })) as unknown as Told;

test.each(Object.entries(eras))(
  "a client of %s finds the tools its key may use, has an agent work, and reads the run",
  async (_, connect) => {
    const client = await connect(await keyOf(all.ada, everything));
    const { tools } = await client.listTools();
    const names = tools.map(({ name }) => name);
    expect(names).toEqual(names.toSorted());
    expect(names).toEqual(
      expect.arrayContaining(["agents_list", "agents_run", "contacts_list", "runs_get", "wallet_balance"]),
    );
    expect(tools.find(({ name }) => name === "agents_list")).toMatchObject({ annotations: { readOnlyHint: true } });
    const agent = await makeTooledAgent(all.ada, [{ name: "calculate" }]);
    const begun = await call(client, "agents_run", {
      agent_id: agent.id,
      text: 'call: calculate {"expression":"6*7"}',
    });
    const { id } = begun.structuredContent as SeenRun;
    const over = await until(async () => {
      const run = (await call(client, "runs_get", { run_id: id })).structuredContent as SeenRun;
      return run.state === "completed" && run;
    });
    expect(over.output).toContain("42");
    await client.close();
  },
);

test.each(Object.entries(eras))("a call of %s that comes again under its key is done once", async (era, connect) => {
  const client = await connect(await keyOf(all.ada, everything));
  const agent = await makeTooledAgent(all.ada, []);
  const run = (text: string, key: unknown) =>
    client.callTool({
      name: "agents_run",
      arguments: { agent_id: agent.id, text },
      _meta: { "avow/idempotency-key": key },
    }) as unknown as Promise<Told>;
  const [first, second] = [await run("Hello", `one of ${era}`), await run("Hello", `one of ${era}`)];
  expect((second.structuredContent as SeenRun).id).toBe((first.structuredContent as SeenRun).id);
  const runs = await all.world.rows("select id from runs where agent_id = $1", [agent.id]);
  expect(runs).toHaveLength(1);
  const other = await run("Something else", `one of ${era}`);
  expect(JSON.parse(other.content[0]!.text)).toMatchObject({ status: 422 });
  await expect(run("Hello", 7)).rejects.toThrow(/idempotency-key/);
  await client.close();
});

test("what agents look things up in can be searched, and another organization's collections are not there", async () => {
  const made = all.ada.request("/api/v1/knowledge-collections", { method: "POST", json: { name: "Manuals" } });
  const { id } = await readAnswer<{ id: string }>(made, 201);
  const scopes = ["knowledge.read", "connections.read"];
  const client = await eras["2026"](await keyOf(all.ada, scopes));
  expect(await namesOf(client)).toEqual(["connections_list", "knowledge_list", "knowledge_search"]);
  expect((await call(client, "knowledge_list")).content[0]!.text).toContain(id);
  const asked = { collection_id: id, query: "brakes" };
  expect((await call(client, "knowledge_search", asked)).isError).toBeUndefined();
  expect((await call(client, "connections_list")).structuredContent).toEqual({ data: [] });
  const bobs = await eras["2026"](await keyOf(all.bob, scopes));
  expect((await call(bobs, "knowledge_list")).content[0]!.text).not.toContain(id);
  expect(JSON.parse((await call(bobs, "knowledge_search", asked)).content[0]!.text)).toMatchObject({ status: 404 });
  await Promise.all([client.close(), bobs.close()]);
});

test("a key with fewer scopes is told of fewer tools, and what it is not told of it cannot call", async () => {
  const client = await eras["2026"](await keyOf(all.ada, ["agents.read"]));
  expect(await namesOf(client)).toEqual(["agents_list", "tools_list"]);
  const refused = await call(client, "wallet_balance");
  expect(refused.isError).toBe(true);
  expect(JSON.parse(refused.content[0]!.text)).toMatchObject({ code: "request.not_allowed" });
  const unknown = await call(client, "approvals_approve", { approval_id: "apr_x" });
  expect(JSON.parse(unknown.content[0]!.text)).toMatchObject({ code: "request.not_found" });
  await client.close();
});

test("another organization's things are not there, and wrong arguments are refused in words", async () => {
  const agent = await makeTooledAgent(all.ada, []);
  const client = await eras["2026"](await keyOf(all.bob, everything));
  const asked = await call(client, "agents_run", { agent_id: agent.id, text: "Hello" });
  expect(JSON.parse(asked.content[0]!.text)).toMatchObject({ status: 404 });
  const wrong = await call(client, "agents_run", { agent_id: agent.id, text: "Hello", surprise: 1 });
  expect(JSON.parse(wrong.content[0]!.text)).toMatchObject({ code: "request.invalid" });
  await client.close();
});

test("nobody gets in without a key, by a cookie, or from a page of another site", async () => {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: {} });
  const ask = (headers: Record<string, string>) =>
    fetch(`${place.origin}/mcp`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers },
    });
  const nobody = await ask({ cookie: all.ada.cookie });
  expect(nobody.status).toBe(401);
  expect(nobody.headers.get("www-authenticate")).toMatch(/^Bearer/);
  expect((await ask({ authorization: "Bearer av_made_up" })).status).toBe(401);
  const authorization = `Bearer ${await keyOf(all.ada, everything)}`;
  for (const origin of ["https://evil.example", "http://localhost:1", "null"])
    expect((await ask({ authorization, origin })).status, origin).toBe(403);
  expect((await ask({ authorization, origin: place.origin })).status).toBe(200);
  expect((await ask({ authorization })).status).toBe(200);
});

test("what only a person may do is no tool: no yes, no erasure, no key, no policy", () => {
  const tools = listMcpTools(endpoints);
  expect(tools.length).toBeGreaterThan(15);
  for (const { name, endpoint } of tools) {
    expect(sessionOnly.has(endpoint.permission), name).toBe(false);
    expect(endpoint.permission, name).not.toMatch(/erase|decide|api_keys|policy\.write|self|operator/);
    expect(endpoint.method, name).not.toBe("DELETE");
  }
});
