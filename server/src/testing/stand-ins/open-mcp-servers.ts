import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { createMcpHandler, Server, type Tool } from "@modelcontextprotocol/server";

export type RemoteServer = { url: string; close(): Promise<void> };

/** Listens on this machine alone. */
export async function listenWith(listener: RequestListener): Promise<RemoteServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

type OldServer = { server: { connect(transport: unknown): Promise<void> }; cleanup(sessionId?: string): void };

/** The protocol's own reference server, in the revision of 2025: sessions, `initialize`, answers as streams. */
export async function openReferenceServer(): Promise<RemoteServer> {
  const path = import.meta.resolve("@modelcontextprotocol/server-everything/dist/server/index.js");
  const { createServer: create } = (await import(path)) as { createServer(): OldServer };
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  const cleanups: (() => void)[] = [];
  const open = async () => {
    const { server, cleanup } = create();
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => void sessions.set(id, transport),
    });
    await server.connect(transport);
    cleanups.push(() => cleanup(transport.sessionId));
    return transport;
  };
  const listening = await listenWith((request, response) => {
    const known = sessions.get(String(request.headers["mcp-session-id"] ?? ""));
    const answer = async () => (known ?? (await open())).handleRequest(request, response);
    answer().catch(() => response.destroy());
  });
  const close = () => {
    for (const cleanup of cleanups) cleanup();
    return listening.close();
  };
  return { ...listening, close };
}

export type ScriptedServer = RemoteServer & {
  tools: Tool[];
  /** What tools were called with, and what came along. */
  calls: { name: string; args: unknown; authorization: string | null }[];
  /** What is answered before anything is looked at; nothing lets it through. */
  refuse: (method: string) => Response | undefined;
  /** Who does not bring it is sent away. */
  bearer: string | undefined;
  /** Who is let in, by what they bring; whoever is not is told how one is. */
  admit: ((token: string) => Promise<boolean>) | undefined;
  challenge: string;
  /** What lies at other addresses of the same origin. */
  documents: Map<string, () => Response>;
  answer: (name: string, args: unknown) => { content: { type: "text"; text: string }[]; isError?: boolean };
  /** Called before a tool is. It happens all the same, and nobody hears of it, nobody hears anything ever, or it is told as an error. */
  before: (name: string) => "cut" | "hang" | "lie" | undefined;
};

/** A server of the revision of 2026, by the protocol's own library, that says and does what a test wants. */
export async function openScriptedServer(tools: Tool[]): Promise<ScriptedServer> {
  const handler = createMcpHandler(
    ({ authInfo }) => {
      // oxlint-disable-next-line typescript/no-deprecated -- what it says of its tools is the test's, not the library's
      const server = new Server({ name: "scripted", version: "1" }, { capabilities: { tools: {} } });
      server.setRequestHandler("tools/list", () => ({ tools: state.tools }));
      server.setRequestHandler("tools/call", ({ params: { name, arguments: args } }) => {
        state.calls.push({ name, args, authorization: authInfo?.token ?? null });
        const how = state.before(name);
        if (how) spoilt.set(authInfo!.clientId, how);
        return state.answer(name, args);
      });
      return server;
    },
    { legacy: "reject" },
  );
  const spoilt = new Map<string, "cut" | "hang" | "lie">();
  const fetch = async (request: Request) => {
    const document = state.documents.get(new URL(request.url).pathname);
    if (document) return document();
    const authorization = request.headers.get("authorization");
    if (state.admit && !(await state.admit(authorization?.replace("Bearer ", "") ?? "")))
      return new Response("", { status: 401, headers: { "www-authenticate": state.challenge } });
    if (state.bearer !== undefined && authorization !== `Bearer ${state.bearer}`)
      return new Response("", { status: 401, headers: { "www-authenticate": "Bearer" } });
    const refused = state.refuse(/"method":"([^"]+)"/.exec(await request.clone().text())?.[1] ?? "");
    if (refused) return refused;
    const id = randomUUID();
    const authInfo = { token: authorization ?? "", clientId: id, scopes: [] };
    const answer = await handler.fetch(request, { authInfo });
    const body = await answer.text();
    const how = spoilt.get(id);
    if (how === "cut") throw new Error("cut");
    if (how === "lie") return new Response("", { status: 500 });
    if (how === "hang") return new Promise<Response>(() => undefined);
    return new Response(body, answer);
  };
  const server = serve({ fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise<void>((resolve) => server.once("listening", resolve));
  const state: ScriptedServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    tools,
    calls: [],
    bearer: undefined,
    admit: undefined,
    challenge: "Bearer",
    documents: new Map(),
    answer: (name, args) => ({ content: [{ type: "text", text: `${name} says ${JSON.stringify(args)}` }] }),
    before: () => undefined,
    refuse: () => undefined,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return state;
}

/** Answers whatever is asked by the same bytes, or never ends. */
export const openRudeServer = (answer: (request: IncomingMessage, response: ServerResponse) => void) =>
  listenWith(answer);
