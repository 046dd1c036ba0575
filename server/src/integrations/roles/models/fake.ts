import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** How a stand-in answers one request, whatever its dialect. */
export type StandInBehaviour =
  | { kind: "status"; status: number; body: object; headers?: Record<string, string> }
  /** Events as they are, this far apart; `end` is how the connection ends. */
  | { kind: "events"; events: readonly string[]; paceMs?: number; split?: number; end?: "close" | "cut" | "hang" }
  | { kind: "json"; body: unknown };

export type StandInRequest = {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: Record<string, unknown>;
};

/** A local server in place of a vendor's: answers as its dialect says, unless told to behave otherwise. */
export async function startStandIn(answer: (request: StandInRequest) => StandInBehaviour) {
  const queue: ((request: StandInRequest) => StandInBehaviour)[] = [];
  const requests: StandInRequest[] = [];
  let open = 0;
  const server = createServer((req, res) => void serve(req, res));
  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    open++;
    res.once("close", () => open--);
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString();
    const body = text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
    const request = { method: req.method ?? "", path: req.url ?? "", headers: req.headers, body };
    requests.push(request);
    const isAnswer = request.method === "POST";
    await behave((isAnswer ? (queue.shift() ?? answer) : answer)(request), res);
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    open: () => open,
    next: (...behaviours: ((request: StandInRequest) => StandInBehaviour)[]) => void queue.push(...behaviours),
    close(): Promise<void> {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

export type StandIn = Awaited<ReturnType<typeof startStandIn>>;

async function behave(behaviour: StandInBehaviour, res: ServerResponse): Promise<void> {
  if (behaviour.kind !== "events") {
    const [status, body, headers] =
      behaviour.kind === "json"
        ? [200, behaviour.body, {}]
        : [behaviour.status, behaviour.body, behaviour.headers ?? {}];
    res.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
    return;
  }
  const { events, paceMs = 0, split, end = "close" } = behaviour;
  res.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  res.flushHeaders();
  for (const event of events) {
    if (res.closed) return;
    await writePieces(res, Buffer.from(event), split);
    if (paceMs > 0) await wait(paceMs);
  }
  if (end === "hang") return;
  await wait(5);
  if (end === "cut") res.destroy();
  else res.end();
}

/** Each piece in a packet of its own, as far as loopback keeps them apart: characters and lines are cut anywhere. */
async function writePieces(res: ServerResponse, bytes: Buffer, size = bytes.length): Promise<void> {
  for (let at = 0; at < bytes.length; at += size) {
    res.write(bytes.subarray(at, at + size));
    if (size < bytes.length) await new Promise((resolve) => setImmediate(resolve));
  }
}

export const wordsOf = (text: string): string[] => text.match(/\S+\s*/g) ?? [];
