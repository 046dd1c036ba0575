import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Resolve } from "./connect.ts";
import { type OutwardFetch, type OutwardOptions, outwardFetch } from "./outward.ts";

type Handler = (req: IncomingMessage, res: ServerResponse) => void;

interface Upstream {
  origin: string;
  port: number;
  seen: { url: string | undefined; method: string | undefined; headers: IncomingMessage["headers"]; body: string }[];
  open: number;
  close(): Promise<void>;
}

async function listen(handler: Handler): Promise<Upstream> {
  const answer = async (req: IncomingMessage, res: ServerResponse) => {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part as Buffer);
    up.seen.push({ url: req.url, method: req.method, headers: req.headers, body: Buffer.concat(parts).toString() });
    up.open++;
    res.once("close", () => up.open--);
    handler(req, res);
  };
  const server = createServer((req, res) => void answer(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  const up: Upstream = { origin: `http://127.0.0.1:${port}`, port, seen: [], open: 0, close };
  return up;
}

const redirect =
  (status: number, to: () => string): Handler =>
  (req, res) => {
    if (req.url === "/from") res.writeHead(status, { location: to() }).end("moved");
    else res.end("arrived");
  };

describe("the outward client", () => {
  const closing: { close(): Promise<void> }[] = [];
  let handler: Handler;
  let up: Upstream;
  beforeEach(async () => {
    handler = (_req, res) => res.end("hello");
    up = await listen((req, res) => handler(req, res));
    closing.push(up);
  });
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((one) => one.close()));
  });

  const client = (options: Partial<OutwardOptions> = {}): OutwardFetch => {
    const made = outwardFetch({ allowLoopback: true, ...options });
    closing.push(made);
    return made;
  };

  test("sends method, headers and body, and gives status, headers and text", async () => {
    handler = (_req, res) => res.writeHead(201, { "X-Kind": "a" }).end("zażółć");
    const answer = await client()(`${up.origin}/x?y=1`, {
      method: "POST",
      headers: { Authorization: "Bearer k" },
      body: "{}",
    });
    expect([answer.status, answer.ok, answer.headers.get("x-kind"), answer.headers.get("none")]).toEqual([
      201,
      true,
      "a",
      null,
    ]);
    expect(await answer.text()).toBe("zażółć");
    expect(up.seen[0]).toMatchObject({
      url: "/x?y=1",
      method: "POST",
      body: "{}",
      headers: { authorization: "Bearer k" },
    });
  });

  test("connects to nothing inside unless loopback is allowed", async () => {
    for (const url of [
      up.origin,
      `http://localhost:${up.port}`,
      `https://0x7f.1:${up.port}`,
      `https://[::ffff:7f00:1]:${up.port}`,
    ]) {
      await expect(client({ allowLoopback: false })(url)).rejects.toMatchObject({ code: "egress.destination_refused" });
    }
    expect(up.seen).toEqual([]);
  });

  test("a name that pointed outside when it was saved and inside when it is used is refused", async () => {
    const answers = [["93.184.215.14"], ["127.0.0.1"]];
    const resolve: Resolve = async () => answers.shift() ?? ["127.0.0.1"];
    expect(await resolve("rebind.example.com")).toEqual(["93.184.215.14"]);
    await expect(client({ resolve })(`https://rebind.example.com:${up.port}/`)).rejects.toMatchObject({
      code: "egress.destination_refused",
      reason: "loopback",
    });
    expect(up.seen).toEqual([]);
  });

  test("the name is resolved once, and the connection goes to the address that was checked", async () => {
    const asked: string[] = [];
    const resolve: Resolve = async (name) => (asked.push(name), ["127.0.0.1"]);
    const fetch = client({ resolve });
    const answer = await fetch(`http://no-such-host.localhost:${up.port}/`);
    expect(await answer.text()).toBe("hello");
    expect(asked).toEqual(["no-such-host.localhost"]);
    expect(up.seen[0]?.headers.host).toBe(`no-such-host.localhost:${up.port}`);
  });

  test("a resolver that fails is a network's failure", async () => {
    const resolve: Resolve = () => Promise.reject(Object.assign(new Error("not found"), { code: "ENOTFOUND" }));
    const failure = client({ resolve })("https://nowhere.example.com/");
    await expect(failure).rejects.toMatchObject({ code: "egress.unreachable", whose: "network", reason: "ENOTFOUND" });
  });

  describe("redirects", () => {
    test.each([301, 302, 303, 307, 308])("%i is refused unless following was asked for", async (status) => {
      handler = redirect(status, () => "/to");
      await expect(client()(`${up.origin}/from`)).rejects.toMatchObject({ code: "egress.redirect_refused", status });
      expect(up.seen).toHaveLength(1);
    });

    test("following them, each address is checked like the first", async () => {
      for (const to of [
        "https://10.0.0.1/",
        "http://example.com/",
        "file:///etc/passwd",
        "https://[::ffff:127.0.0.1]/",
        "https://user:pw@example.com/",
      ]) {
        handler = redirect(302, () => to);
        await expect(client({ maxRedirects: 3 })(`${up.origin}/from`)).rejects.toMatchObject({
          code: "egress.destination_refused",
        });
      }
    });

    test("on the same origin headers stay; to another one no key, cookie or own header goes along", async () => {
      const other = await listen((_req, res) => res.end("other"));
      closing.push(other);
      const headers = { authorization: "Bearer k", cookie: "a=b", "x-api-key": "k", accept: "text/plain" };
      handler = redirect(307, () => "/to");
      await (await client({ maxRedirects: 1 })(`${up.origin}/from`, { headers })).text();
      expect(up.seen[1]?.headers).toMatchObject(headers);
      handler = redirect(307, () => `${other.origin}/to`);
      expect(await (await client({ maxRedirects: 1 })(`${up.origin}/from`, { headers })).text()).toBe("other");
      expect(Object.keys(other.seen[0]?.headers ?? {}).toSorted()).toEqual([
        "accept",
        "accept-encoding",
        "connection",
        "host",
        "user-agent",
      ]);
    });

    test("a body never goes to another origin, and a 303 becomes a GET without it", async () => {
      const other = await listen((_req, res) => res.end("other"));
      closing.push(other);
      handler = redirect(307, () => `${other.origin}/to`);
      const post = { method: "POST", body: "content", headers: { "content-type": "text/plain" } };
      await expect(client({ maxRedirects: 3 })(`${up.origin}/from`, post)).rejects.toMatchObject({
        code: "egress.redirect_refused",
      });
      expect(other.seen).toEqual([]);
      handler = redirect(303, () => "/to");
      await (await client({ maxRedirects: 3 })(`${up.origin}/from`, post)).text();
      expect(up.seen.at(-1)).toMatchObject({ method: "GET", body: "" });
      expect(up.seen.at(-1)?.headers).not.toHaveProperty("content-type");
    });

    test("no more than three are followed, whatever is asked for", async () => {
      handler = (_req, res) => res.writeHead(302, { location: "/again" }).end();
      await expect(client({ maxRedirects: 99 })(up.origin)).rejects.toMatchObject({ code: "egress.redirect_refused" });
      expect(up.seen).toHaveLength(4);
    });
  });

  describe("limits", () => {
    const endless: Handler = (_req, res) => {
      const timer = setInterval(() => res.write("x".repeat(10_000)), 1);
      res.once("close", () => clearInterval(timer));
    };

    test("a body above the limit is cut, announced or not, and the connection closed", async () => {
      const fetch = client({ maxResponseBytes: 50_000 });
      handler = endless;
      await expect(fetch(up.origin).then((answer) => answer.text())).rejects.toMatchObject({
        code: "egress.response_too_large",
      });
      handler = (_req, res) => res.writeHead(200, { "content-length": "50001" }).end("x".repeat(50_001));
      await expect(fetch(up.origin)).rejects.toMatchObject({ code: "egress.response_too_large" });
      await expect.poll(() => up.open, { timeout: 20_000, interval: 5 }).toBe(0);
    });

    test("a compressed answer, which was not asked for, is not unpacked", async () => {
      handler = (_req, res) => res.writeHead(200, { "content-encoding": "gzip" }).end("bomb");
      await expect(client()(up.origin)).rejects.toMatchObject({
        code: "provider.malformed_answer",
        reason: "content_encoding",
      });
      expect(up.seen[0]?.headers["accept-encoding"]).toBe("identity");
    });

    test("silence and length each end the exchange", async () => {
      handler = () => undefined;
      await expect(client({ idleTimeoutMs: 60 })(up.origin)).rejects.toMatchObject({ code: "egress.timed_out" });
      await expect(client({ totalTimeoutMs: 60 })(up.origin)).rejects.toMatchObject({
        code: "egress.timed_out",
        reason: "total",
      });
      handler = (_req, res) => void res.write("a");
      const silent = client({ idleTimeoutMs: 60 })(up.origin).then((answer) => answer.text());
      await expect(silent).rejects.toMatchObject({ code: "egress.timed_out" });
      handler = endless;
      const long = client({ totalTimeoutMs: 60 })(up.origin).then((answer) => answer.text());
      await expect(long).rejects.toMatchObject({ code: "egress.timed_out", reason: "total" });
      await expect.poll(() => up.open, { timeout: 20_000, interval: 5 }).toBe(0);
    });

    test("the caller's stop ends it before, during and between, and the other side sees it", async () => {
      const cancelled = { code: "provider.cancelled", whose: "user" };
      await expect(client()(up.origin, { signal: AbortSignal.abort() })).rejects.toMatchObject(cancelled);
      expect(up.seen).toEqual([]);
      handler = () => undefined;
      await expect(client()(up.origin, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject(cancelled);
      handler = endless;
      const stop = new AbortController();
      const answer = await client()(up.origin, { signal: stop.signal });
      stop.abort();
      await expect.poll(() => up.open, { timeout: 20_000, interval: 5 }).toBe(0);
      await expect(answer.text()).rejects.toMatchObject(cancelled);
    });

    test("leaving the body ends the connection", async () => {
      handler = endless;
      const answer = await client()(up.origin);
      for await (const _ of answer.body ?? []) break;
      await expect.poll(() => up.open, { timeout: 20_000, interval: 5 }).toBe(0);
    });
  });

  test("an answer that breaks off before anyone reads it fails only whoever reads it", async () => {
    handler = (_req, res) => {
      res.write("a");
      setTimeout(() => res.destroy(), 20);
    };
    const [read] = [await client()(up.origin), await client()(up.origin)];
    await expect.poll(() => up.open, { timeout: 20_000, interval: 5 }).toBe(0);
    await expect(read.text()).rejects.toMatchObject({ code: "egress.connection_lost" });
  });

  test("a connection refused or reset is told apart", async () => {
    handler = (req) => req.socket.destroy();
    await expect(client()(up.origin)).rejects.toMatchObject({ code: "egress.connection_lost", retryable: true });
    const gone = await listen(() => undefined);
    await gone.close();
    await expect(client()(gone.origin)).rejects.toMatchObject({ code: "egress.unreachable", reason: "ECONNREFUSED" });
  });
});
