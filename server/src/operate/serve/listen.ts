import { createServer as createPlainServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import {
  createServer as createSocketServer,
  type AddressInfo,
  type Server as SocketServer,
  type Socket,
} from "node:net";
import { answerUnreadable, refuseUnreadable } from "./answer-unreadable.ts";

export type Tls = { cert: string; key: string; minVersion: "TLSv1.2" | "TLSv1.3" };
export type Listening = { port: number; close(graceMs: number): Promise<void> };

/** How long a client may take, and how often that is looked at. */
export type Patience = {
  headersTimeout: number;
  requestTimeout: number;
  keepAliveTimeout: number;
  connectionsCheckingInterval: number;
};
const usualPatience: Patience = {
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000, // longer than common proxies keep theirs
  connectionsCheckingInterval: 5000,
};

/** The address cannot be listened on; the message says what to do. */
export class CannotListen extends Error {
  override readonly name = "CannotListen";
}

/** First byte of a TLS ClientHello record (RFC 8446 § 5.1). */
const tlsHandshake = 0x16;

/**
 * Listens on one port. With a certificate, a plain request to the same port is redirected to https.
 * @param at.host nothing for every address, IPv6 where there is any
 * @throws CannotListen
 */
export async function listen(
  handle: RequestListener,
  at: { host: string | undefined; port: number; tls: Tls | undefined },
  patience = usualPatience,
): Promise<Listening> {
  const options = { ...patience, requireHostHeader: false }; // its lack is refused in our words
  const plain = createPlainServer(options, at.tls ? redirectToHttps : handle);
  const secure = at.tls ? createSecureServer({ ...options, ...at.tls }, handle) : undefined;
  const servers = secure ? [plain, secure] : [plain];
  const underWay = new Set<ServerResponse>();
  for (const server of servers) {
    server.on("clientError", answerUnreadable);
    server.on("request", (_, response) => {
      underWay.add(response);
      response.once("close", () => underWay.delete(response));
    });
  }
  const front = secure ? createSocketServer((socket) => sortByFirstByte(socket, plain, secure)) : plain;
  const sockets = trackSockets(front);
  await new Promise<void>((resolve, reject) => {
    front.once("error", (error) => reject(explain(error, at)));
    front.listen({ port: at.port, ...(at.host === undefined ? {} : { host: at.host }) }, resolve);
  });
  // A server that gets its connections from another never listens, and only a listening one watches its timeouts.
  if (secure) for (const server of servers) server.emit("listening");
  return {
    port: (front.address() as AddressInfo).port,
    async close(graceMs) {
      const closed = new Promise<void>((resolve) => front.close(() => resolve()));
      const startedAt = performance.now();
      const endIdle = () => {
        for (const server of servers) server.closeIdleConnections();
        for (const response of underWay) if (isEndless(response)) response.destroy();
        // Connections that never asked anything do not count as idle with Node.
        if (underWay.size === 0 && performance.now() - startedAt > arrivalMs)
          sockets.forEach((socket) => socket.destroySoon());
      };
      endIdle();
      const often = setInterval(endIdle, 100); // what is being answered now is idle afterwards
      const timer = setTimeout(() => sockets.forEach((socket) => socket.destroy()), graceMs);
      await closed;
      clearInterval(often);
      clearTimeout(timer);
      if (secure) for (const server of servers) server.close();
    },
  };
}

/** A request that was on its way when the stop was asked for has this long to arrive. */
const arrivalMs = 300;

/** Requests whose answer ends only when someone ends it, such as an event stream: whoever follows comes back elsewhere. */
const endless = new WeakSet<object>();
export const markEndless = (request: object): void => void endless.add(request);
const isEndless = ({ req }: ServerResponse) => endless.has(req);

function trackSockets(front: SocketServer): Set<Socket> {
  const sockets = new Set<Socket>();
  front.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  return sockets;
}

function explain(error: NodeJS.ErrnoException, { host, port }: { host: string | undefined; port: number }): Error {
  const elsewhere = `choose another: PORT=4700 npm start (PORT=0 takes any free one).`;
  if (error.code === "EADDRINUSE")
    return new CannotListen(`Port ${port} is taken. Stop what listens there, or ${elsewhere}`);
  if (error.code === "EACCES")
    return new CannotListen(`This account may not listen on port ${port}. Let a proxy do it, or ${elsewhere}`);
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND" || error.code === "EAI_AGAIN")
    return new CannotListen(`${host} is no address of this machine. AVOW_HOST takes one that it has.`);
  return error;
}

function sortByFirstByte(socket: Socket, plain: Server, secure: Server): void {
  socket.on("error", () => socket.destroy());
  socket.setTimeout(15_000, () => socket.destroy());
  socket.once("readable", () => {
    const first = socket.read(1) as Buffer | null;
    if (!first) return void socket.destroy();
    socket.setTimeout(0);
    socket.unshift(first);
    (first[0] === tlsHandshake ? secure : plain).emit("connection", socket);
  });
}

const redirectToHttps: RequestListener = (request, response) => {
  const host = request.headers.host;
  if (!host || !/^[\w.:[\]-]+$/.test(host) || !request.url?.startsWith("/")) {
    refuseUnreadable(response);
    return;
  }
  response.writeHead(308, { location: `https://${host}${request.url}`, "content-length": 0 }).end();
};
