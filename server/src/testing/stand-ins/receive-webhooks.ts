import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";

export type ReceivedWebhook = { path: string; headers: IncomingHttpHeaders; body: string };
/** What a receiver does with a request whose body it has read. */
export type Behave = (response: ServerResponse, request: IncomingMessage, received: ReceivedWebhook) => void;

export type Receiver = {
  url: string;
  received: ReceivedWebhook[];
  /** What it does from now on, next first; when nothing is left, it says 204. */
  next(...behaviours: Behave[]): void;
  /** What it does whenever nothing else was said. */
  always(behaviour: Behave): void;
  close(): Promise<void>;
};

export const answer =
  (status: number, headers: Record<string, string> = {}, body = ""): Behave =>
  (response) =>
    void response.writeHead(status, headers).end(body);

/** Takes it, and never says a word. */
export const hang: Behave = () => undefined;
/** Takes it, and cuts the connection. */
export const reset: Behave = (_, request) => void request.socket.resetAndDestroy();
/** Says yes, and then goes on for ever, a byte at a time. */
export const drip: Behave = (response, request) => {
  response.writeHead(200, { "content-type": "text/plain" });
  const timer = setInterval(() => response.write("."), 50);
  request.socket.on("close", () => clearInterval(timer));
};
/** Begins to say yes, a byte at a time, and never gets to the end of its head. */
export const dripHead: Behave = (_, { socket }) => {
  socket.write("HTTP/1.1 200 OK\r\nx-slow: ");
  const timer = setInterval(() => socket.write("."), 50);
  socket.on("close", () => clearInterval(timer));
};

/** A receiver on loopback that keeps what it is given, and misbehaves on request. */
export async function receiveWebhooks(tls?: { key: string; cert: string }): Promise<Receiver> {
  const received: ReceivedWebhook[] = [];
  const planned: Behave[] = [];
  let usual: Behave = answer(204);
  const listen = (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("error", () => undefined); // cut off by us, or by them
    request.on("end", () => {
      const one = { path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString() };
      received.push(one);
      (planned.shift() ?? usual)(response, request, one);
    });
  };
  const server = tls ? createSecureServer(tls, listen) : createServer(listen);
  server.on("tlsClientError", () => undefined); // a client that refuses our certificate
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `${tls ? "https://localhost" : "http://127.0.0.1"}:${(server.address() as AddressInfo).port}`,
    received,
    next: (...behaviours) => void planned.push(...behaviours),
    always: (behaviour) => void (usual = behaviour),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
