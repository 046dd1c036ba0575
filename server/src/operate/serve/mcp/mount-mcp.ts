import { createMcpHandler, ProtocolError, ProtocolErrorCode, Server, type Tool } from "@modelcontextprotocol/server";
import type { Context, Hono } from "hono";
import * as z from "zod";
import type { App, Caller } from "../../../framework/app.ts";
import { authorizeAction } from "../../../framework/request/authorize.ts";
import { Refusal, requestErrors } from "../../../framework/errors.ts";
import type { Env } from "../../../framework/http/http.ts";
import { newId } from "../../../framework/ids.ts";
import { toProblem } from "../../../framework/http/problems.ts";
import { localLimiter } from "../../../framework/request/rate-limit.ts";
import { describeResource, resourceMetadataPath } from "../../../modules/connected-apps/public.ts";
import { callMcpTool, type McpCaller } from "./call-mcp-tool.ts";
import { listMcpTools, type McpTool } from "./offered-tools.ts";

const bodyBytesMax = 1_048_576;
const instructions =
  "Agents of an Avow workspace and what surrounds them. `agents_run` begins a run and tells its id; ask `runs_get` until it is over. A run that waits for a yes goes on once a person has decided in Avow: nobody can decide from here.";

type Asking = McpCaller & { caller: Caller };

/**
 * The Model Context Protocol over Streamable HTTP at `/mcp`, without sessions: the revision of 2026 and those before, one request
 * at a time. Who asks is known by an API key or the token of an app or a device, never by a cookie.
 */
export function mountMcp(http: Hono<Env>, app: App): void {
  const takeLimit = localLimiter();
  const tools = listMcpTools(app.endpoints);
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const handler = createMcpHandler(
    ({ authInfo }) => {
      const asking = authInfo?.extra?.["asking"] as Asking;
      // oxlint-disable-next-line typescript/no-deprecated -- the high-level API checks inputs by itself: here the endpoints do
      const server = new Server(
        { name: "avow", title: "Avow", version: app.deployment.version },
        { capabilities: { tools: {} }, instructions },
      );
      server.setRequestHandler("tools/list", async () => ({
        tools: (await allowed(app, asking.caller, tools)).map(present),
      }));
      server.setRequestHandler("tools/call", ({ params: { name, arguments: args, _meta: meta } }) =>
        callMcpTool({ app, takeLimit }, byName.get(name), { args, caller: asking, key: readKey(meta) }),
      );
      return server;
    },
    { maxRequestBodySize: bodyBytesMax, onerror: (error) => app.log.debug({ err: error }, "a message was refused") },
  );
  const scopes = [...new Set(tools.map(({ endpoint }) => endpoint.permission))].toSorted();
  const resource = describeResource(app.deployment.origin, scopes);
  http.get(resourceMetadataPath, (c) => c.json(resource));
  http.all("/mcp", async (c) => {
    try {
      const asking = await admit(c, app);
      takeLimit(`mcp|${asking.caller.principal.id}`, app.limits.ordinary, app.clock.now());
      const authInfo = { token: "", clientId: asking.caller.principal.id, scopes: [], extra: { asking } };
      return await handler.fetch(c.req.raw, { authInfo });
    } catch (error) {
      return refuse(error, c, app);
    }
  });
}

/** Under which a call that comes again is done once, as `Idempotency-Key` is for the API. */
const keyName = "avow/idempotency-key";

function readKey(meta: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const key = z.string().min(1).max(255).optional().safeParse(meta?.[keyName]);
  // Whoever meant to be safe from doing it twice is not left without.
  if (!key.success) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `${keyName} has to be 1 to 255 signs`);
  return key.data;
}

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** A page of this deployment, or one that this machine itself gave: no name that somebody else may point here. */
function isOurs(origin: string, host: string | undefined, { deployment }: App): boolean {
  const url = URL.parse(origin);
  return origin === deployment.origin || (url !== null && loopback.has(url.hostname) && url.host === host);
}

/** @throws Refusal where nobody is known by what was brought, or a page of another site asks */
async function admit(c: Context<Env>, app: App): Promise<Asking> {
  const origin = c.req.header("origin");
  if (origin !== undefined && !isOurs(origin, c.req.header("host"), app)) throw requestErrors.cross_site();
  const authorization = c.req.header("authorization");
  if (!authorization) throw requestErrors.not_signed_in();
  const credentials = {
    sessionToken: undefined,
    authorization,
    audience: "mcp" as const,
    organization: c.req.header("avow-organization"),
    workspace: c.req.header("avow-workspace"),
    client: { ip: c.get("peer").ip, userAgent: (c.req.header("user-agent") ?? "").slice(0, 400) },
  };
  const caller = await app.identify(credentials, "workspace", app.clock.now());
  return { credentials, caller, signal: c.req.raw.signal };
}

/** What this caller may do; whatever else there is they are not told of. */
async function allowed(app: App, caller: Caller, tools: readonly McpTool[]): Promise<McpTool[]> {
  const may = await Promise.all(
    tools.map(({ endpoint }) =>
      authorizeAction(app, endpoint.permission, caller).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Refusal) return false;
          throw error;
        },
      ),
    ),
  );
  return tools.filter((_, at) => may[at]);
}

function present({ name, endpoint, annotations }: McpTool): Tool {
  const { summary, description } = endpoint;
  const schema = z.toJSONSchema(endpoint.input, { io: "input", unrepresentable: "any" });
  // Every input is an object; the two libraries' types of a schema do not know each other.
  const inputSchema = JSON.parse(JSON.stringify(schema)) as Tool["inputSchema"];
  return {
    name,
    title: summary.replace(/\.$/, ""),
    description: description ? `${summary} ${description}` : summary,
    inputSchema,
    annotations,
  };
}

function refuse(error: unknown, c: Context<Env>, app: App): Response {
  const requestId = c.get("requestId") ?? newId("req", app.clock.now());
  const { problem, isBug } = toProblem(error, requestId);
  if (isBug) app.log.error({ err: error, request_id: requestId }, "a request failed");
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
  if (problem.status === 401) headers.set("www-authenticate", challenge(c, app));
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}

/** Where a program learns how to be let in (RFC 9728 § 5.1), and whether what it brought is the reason (RFC 6750 § 3). */
function challenge(c: Context<Env>, { deployment }: App): string {
  const wrong = c.req.header("authorization") ? ', error="invalid_token"' : "";
  return `Bearer realm="avow"${wrong}, resource_metadata="${deployment.origin}${resourceMetadataPath}"`;
}
