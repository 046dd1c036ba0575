import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { behave, fail, type FakeBehaviour, refuseBy, sendJson } from "./testing/answer-as-told.ts";
import { readFakeChat } from "./testing/read-fake-chat.ts";

interface FakeRequest {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
}

export interface FakeModelServer {
  /** The base address, `/v1` included. */
  url: string;
  requests: FakeRequest[];
  /** Requests the client left before the answer was whole. */
  disconnects: number;
  /** Answers being sent now. */
  open: number;
  /** Takes messages made of parts, as servers with vision do. */
  takesParts: boolean;
  /** The behaviours of the next requests to chat, one each. */
  next(...behaviours: FakeBehaviour[]): void;
  close(): Promise<void>;
}

interface FakeSettings {
  models?: string[];
  /** Where given, requests must carry it. */
  key?: string;
  /** Refuses the question for usage, as servers of 2023 do. */
  refusesStreamOptions?: boolean;
  port?: number;
}

/** A local server that speaks OpenAI's chat dialect as its API reference describes it, with its error shapes. */
export async function startFakeModelServer(settings: FakeSettings = {}): Promise<FakeModelServer> {
  const models = settings.models ?? ["fake-1", "fake-2"];
  const queue: FakeBehaviour[] = [];
  const fake: FakeModelServer = {
    url: "",
    requests: [],
    disconnects: 0,
    open: 0,
    takesParts: false,
    next: (...behaviours) => void queue.push(...behaviours),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };

  const server = createServer((req, res) => void answer(req, res));

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part as Buffer);
    const request = {
      method: req.method ?? "",
      path: req.url ?? "",
      headers: req.headers,
      body: Buffer.concat(parts).toString(),
    };
    fake.requests.push(request);
    fake.open++;
    res.once("close", () => {
      fake.open--;
      if (!res.writableFinished) fake.disconnects++;
    });
    res.setHeader("x-request-id", `req_${fake.requests.length}`);
    if (settings.key !== undefined && req.headers.authorization !== `Bearer ${settings.key}`) {
      return fail(res, 401, "Incorrect API key provided.", "invalid_request_error", "invalid_api_key");
    }
    await route(request, res);
  }

  async function route(request: FakeRequest, res: ServerResponse): Promise<void> {
    const { method, path } = request;
    if (method === "GET" && path === "/v1/models") {
      const data = models.map((id) => ({ id, object: "model", created: 1_700_000_000, owned_by: "fake" }));
      return sendJson(res, 200, { object: "list", data });
    }
    if (path !== "/v1/chat/completions") return fail(res, 404, `Invalid URL (${method} ${path})`);
    if (method !== "POST") return fail(res, 405, `Not allowed to ${method} on ${path}`);
    const behaviour = queue.shift() ?? { kind: "answer" };
    if (behaviour.kind === "status" || behaviour.kind === "rate_limit") return refuseBy(behaviour, res);
    const chat = readFakeChat(request.body, {
      models,
      takesParts: fake.takesParts,
      refusesStreamOptions: settings.refusesStreamOptions ?? false,
      id: `chatcmpl-${fake.requests.length}`,
    });
    return "refused" in chat ? fail(res, ...chat.refused) : behave(behaviour, chat, res);
  }

  await new Promise<void>((resolve) => server.listen(settings.port ?? 0, "127.0.0.1", resolve));
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return fake;
}
