import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { type RequestListener, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { systemClock } from "../../framework/clock.ts";
import { requestErrors, type RefusalFactory } from "../../framework/errors.ts";
import type { Env } from "../../framework/http/http.ts";
import { newId } from "../../framework/ids.ts";
import { toProblem } from "../../framework/http/problems.ts";

/** What Node's parser found, by its code; the rest could not be read at all. */
const refusals: Record<string, RefusalFactory> = {
  HPE_HEADER_OVERFLOW: requestErrors.headers_too_large,
  ERR_HTTP_REQUEST_TIMEOUT: requestErrors.too_slow,
};

/** The whole answer: nothing of the request is in it, and none of it is logged. */
function describe(refuse: RefusalFactory) {
  const { problem } = toProblem(refuse(), newId("req", systemClock.now()));
  const body = JSON.stringify(problem);
  const headers = {
    "content-type": "application/problem+json",
    "content-length": String(Buffer.byteLength(body)),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-request-id": problem.request_id,
    connection: "close",
  };
  return { status: problem.status, headers, body };
}

/** Answers what never became a request, as every refusal is answered, and hangs up. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const { status, headers, body } = describe(refusals[error.code ?? ""] ?? requestErrors.unreadable);
  const lines = Object.entries(headers);
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines.map(([name, value]) => `${name}: ${value}`)];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

/** The same, to a request whose host or path makes no address. */
export function refuseUnreadable(response: ServerResponse): void {
  const { status, headers, body } = describe(requestErrors.unreadable);
  response.writeHead(status, headers).end(body);
}

/** Hands Node's requests over to `http`. */
export function handOver(http: Hono<Env>): RequestListener {
  const handle = getRequestListener((request, bindings) => http.fetch(request, bindings), {
    overrideGlobalObjects: false,
    errorHandler: () => {
      const { status, headers, body } = describe(requestErrors.unreadable);
      return new Response(body, { status, headers });
    },
  });
  return (request, response) => void handle(request, response);
}
