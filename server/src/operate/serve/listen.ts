import { createServer as createPlainServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { createServer as createSocketServer, type AddressInfo, type Socket } from "node:net";

export type Tls = { cert: string; key: string; minVersion: "TLSv1.2" | "TLSv1.3" };
export type Listening = { port: number; close(graceMs: number): Promise<void> };

export class PortTaken extends Error {
  override readonly name = "PortTaken";
}

/** First byte of a TLS ClientHello record (RFC 8446 § 5.1). */
const tlsHandshake = 0x16;

/**
 * Listens on one port. With a certificate, a plain request to the same port is redirected to https.
 * @throws PortTaken
 */
export async function listen(
  handle: RequestListener,
  at: { host: string; port: number; tls: Tls | undefined },
): Promise<Listening> {
  const plain = createPlainServer(at.tls ? redirectToHttps : handle);
  const secure = at.tls ? createSecureServer({ ...at.tls }, handle) : undefined;
  const servers = secure ? [plain, secure] : [plain];
  for (const server of servers) setTimeouts(server);
  const front = secure ? createSocketServer((socket) => sortByFirstByte(socket, plain, secure)) : plain;
  await new Promise<void>((resolve, reject) => {
    front.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new PortTaken(`Port ${at.port} is taken.`) : error),
    );
    front.listen(at.port, at.host, resolve);
  });
  return {
    port: (front.address() as AddressInfo).port,
    async close(graceMs) {
      const closed = new Promise<void>((resolve) => front.close(() => resolve()));
      for (const server of servers) server.closeIdleConnections();
      const timer = setTimeout(() => servers.forEach((s) => s.closeAllConnections()), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

function setTimeouts(server: Server): void {
  server.headersTimeout = 15_000;
  server.requestTimeout = 60_000;
  server.keepAliveTimeout = 65_000; // longer than common proxies keep theirs
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
    response.writeHead(400).end();
    return;
  }
  response.writeHead(308, { location: `https://${host}${request.url}`, "content-length": 0 }).end();
};
