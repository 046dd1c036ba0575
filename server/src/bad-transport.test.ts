import { deepEqual } from "node:assert/strict";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { BlockList, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from "vitest";
import { requestErrors } from "./framework/errors.ts";
import { handOver } from "./operate/serve/answer-unreadable.ts";
import { buildHttp } from "./operate/serve/build-http.ts";
import { listen, type Listening, type Patience, type Tls } from "./operate/serve/listen.ts";
import { certify } from "./testing/stand-ins/certify.ts";
import { countRows } from "./testing/find-in-database.ts";
import { openWorld, type World } from "./testing/world.ts";

const canary = `canary${randomBytes(8).toString("hex")}`;
const mb = 1024 * 1024;
const hurried: Patience = {
  headersTimeout: 400,
  requestTimeout: 1500,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 100,
};

let world: World;
let folder: string;
let listening: Listening;
/** The same, without patience. */
let impatient: Listening;
beforeAll(async () => {
  world = await openWorld();
  folder = mkdtempSync(join(tmpdir(), "avow-web-"));
  mkdirSync(join(folder, "web/assets"), { recursive: true });
  mkdirSync(join(folder, "web-of-others"));
  for (const path of ["secret.txt", "web-of-others/secret.txt"]) writeFileSync(join(folder, path), canary);
  writeFileSync(join(folder, "web/index.html"), "<!doctype html><title>the dashboard</title>");
  writeFileSync(join(folder, "web/assets/app.js"), "let app;");
  listening = await serve(undefined);
  impatient = await serve(undefined, hurried);
});
afterAll(async () => {
  await Promise.all([listening.close(0), impatient.close(0)]);
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

function serve(tls: Tls | undefined, patience?: Patience): Promise<Listening> {
  const options = { trustedProxies: new BlockList(), allowPlainHttp: false, vitals: {} };
  const http = buildHttp(world.app, { ...options, webFolder: join(folder, "web") });
  return listen(handOver(http), { host: "127.0.0.1", port: 0, tls }, patience);
}

let before: Record<string, number>;
let linesBefore: number;
beforeEach(async () => {
  linesBefore = world.logLines.length;
  before = await countRows(world);
});
afterEach(async () => {
  const { rate_limits: _, ...after } = await countRows(world);
  const { rate_limits: __, ...kept } = before;
  deepEqual(after, kept);
  const lines = world.logLines.slice(linesBefore);
  deepEqual(
    lines.filter((line) => line.includes(canary) || line.includes("a request failed")),
    [],
  );
});

/** Sends bytes as they are, and tells all that comes back until the server hangs up or an answer is whole. */
function exchange(sent: string | Buffer, to = listening.port): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(to, "127.0.0.1");
    let got = "";
    socket.setTimeout(10_000, () => socket.destroy(new Error(`no answer to ${sent.toString().slice(0, 60)}`)));
    socket.on("data", (chunk) => {
      got += chunk.toString("latin1");
      const [head, body = ""] = got.split("\r\n\r\n");
      const length = /^content-length: (\d+)/im.exec(head!)?.[1];
      if (length !== undefined && body.length >= Number(length)) socket.destroy();
    });
    socket.on("error", (error) => (got ? resolve(got) : reject(error)));
    socket.on("close", () => resolve(got));
    socket.write(sent);
  });
}

/** Status and code of a refusal that explains itself. */
function refusalIn(answer: string): string {
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  const problem = JSON.parse(body) as Record<string, unknown>;
  const status = Number(/^HTTP\/1\.1 (\d+) /.exec(head)?.[1]);
  expect(head).toMatch(/^content-type: application\/problem\+json/im);
  expect(problem).toMatchObject({
    status,
    help: expect.stringMatching(/\w/) as string,
    request_id: expect.stringMatching(/^req_/) as string,
  });
  expect(body).not.toContain(canary);
  return `${status} ${String(problem["code"])}`;
}

const head = (line: string, ...headers: string[]) =>
  [`${line} HTTP/1.1`, `host: localhost:${listening.port}`, ...headers, "", ""].join("\r\n");
const writing = ["content-type: application/json", "avow-csrf: 1"];
const signIn = (...headers: string[]) => head("POST /api/v1/sessions", ...writing, ...headers);

describe("a body of 50 MB", () => {
  /** Writes it as fast as it is taken. @returns the answer */
  function upload(opening: string, frame: (block: Buffer) => Buffer, end: string, bytes = 50 * mb): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(listening.port, "127.0.0.1");
      const block = frame(Buffer.alloc(64 * 1024, canary));
      let [got, sent] = ["", 0];
      const push = () => {
        while (sent < bytes) {
          sent += 64 * 1024;
          if (!socket.write(block)) return void socket.once("drain", push);
        }
        socket.end(end);
      };
      socket.on("data", (chunk) => (got += chunk.toString("latin1")));
      socket.on("error", (error) => (got ? resolve(got) : reject(error)));
      socket.on("close", () => resolve(got));
      socket.write(opening);
      push();
    });
  }
  const announced = () => upload(signIn(`content-length: ${50 * mb}`), (block) => block, "");
  const chunked = () =>
    upload(
      signIn("transfer-encoding: chunked"),
      (block) => Buffer.concat([Buffer.from("10000\r\n"), block, Buffer.from("\r\n")]),
      "0\r\n\r\n",
    );

  test.each([
    ["announced", announced],
    ["in chunks of no announced length", chunked],
  ])("%s is refused to whoever is still sending, and takes no memory", async (_, send) => {
    const used = () => process.memoryUsage().rss;
    const atFirst = used();
    let most = 0;
    const looking = setInterval(() => (most = Math.max(most, used() - atFirst)), 10);
    const answers = await Promise.all(Array.from({ length: 6 }, send));
    clearInterval(looking);
    for (const answer of answers) expect(refusalIn(answer)).toBe("413 request.too_large");
    expect(most, "of 300 MB; what was read and let go waits for the collector").toBeLessThan(180 * mb);
  });

  test("is refused to a client that knows no better, and its next request is answered", async () => {
    for (let i = 0; i < 8; i++) {
      const url = `http://localhost:${listening.port}/api/v1`;
      const headers = { "content-type": "application/json", "avow-csrf": "1" };
      const answer = await fetch(`${url}/sessions`, { method: "POST", headers, body: canary.repeat(100_000) });
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([413, "request.too_large"]);
      expect((await fetch(`${url}/deployment`)).status).toBe(200);
    }
  });

  test("of which only the length is there is refused at once, if it would be larger still", async () => {
    expect(refusalIn(await exchange(signIn(`content-length: ${5000 * mb}`)))).toBe("413 request.too_large");
  });
});

describe("what is no request is refused, and the connection closed", () => {
  test.each([
    ["a NUL in the path", () => head(`GET /api/v1/agents/${canary}\0`)],
    ["a NUL in a header", () => head("GET /api/v1/me", `x-any: ${canary}\0`)],
    ["a line break alone in a header", () => head("GET /api/v1/me", `x-any: ${canary}\rx: y`)],
    ["a header without a name", () => head("GET /api/v1/me", `: ${canary}`)],
    ["no host", () => `GET /api/v1/me HTTP/1.1\r\nx-any: ${canary}\r\n\r\n`],
    ["two lengths", () => signIn("content-length: 2", "content-length: 9")],
    ["a length and chunks", () => signIn("content-length: 2", "transfer-encoding: chunked")],
    ["a negative length", () => signIn("content-length: -1")],
    ["a chunk of no number", () => `${signIn("transfer-encoding: chunked")}${canary}\r\n`],
    ["a method that nobody knows", () => head(`CANARY${canary} /`)],
    ["TLS where there is none", () => Buffer.from([0x16, 0x03, 0x01, 0x00, 0x05, 1, 2, 3, 4, 5, 0x0d, 0x0a])],
  ])("%s", async (_, sent) => {
    const answer = await exchange(sent());
    expect(answer).toMatch(/^connection: close/im);
    expect(refusalIn(answer)).toBe("400 request.unreadable");
  });

  test("headers of more than 16 KB", async () => {
    const answer = await exchange(head("GET /api/v1/me", `cookie: ${canary.repeat(1000)}`));
    expect(refusalIn(answer)).toBe("431 request.headers_too_large");
  });

  test("headers that drip, and a body that does", async () => {
    const slow = async (sent: string) => {
      const started = performance.now();
      const answer = await exchange(sent, impatient.port);
      return [refusalIn(answer), performance.now() - started < 5000];
    };
    const unfinished = `GET /api/v1/me HTTP/1.1\r\nhost: localhost\r\nx-any: ${canary}`;
    expect(await slow(unfinished)).toEqual(["408 request.too_slow", true]);
    expect(await slow(`${signIn("content-length: 100")}{"email":"${canary}`)).toEqual(["408 request.too_slow", true]);
  });

  test("a hundred connections that say nothing keep nobody waiting", async () => {
    const idle = Array.from({ length: 100 }, () => connect(impatient.port, "127.0.0.1").on("error", () => undefined));
    for (const socket of idle) socket.write("GET / HTTP/1.1\r\nx-drip: ");
    const started = performance.now();
    expect((await fetch(`http://localhost:${impatient.port}/api/v1/deployment`)).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(2000);
    for (
      let waited = 0;
      waited < 5000 && idle.some(({ readableEnded, destroyed }) => !readableEnded && !destroyed);
      waited += 50
    ) {
      for (const socket of idle) socket.resume();
      await sleep(50);
    }
    expect(idle.filter(({ readableEnded, destroyed }) => !readableEnded && !destroyed)).toEqual([]);
    for (const socket of idle) socket.destroy();
  });
});

describe("a request that is one, but not for us", () => {
  test.each([
    ["GET /api/v1/agents/%00"],
    ["GET /api/v1/agents/%ff%fe"],
    ["GET /api/v1/nowhere"],
    ["TRACE /api/v1/me"],
    ["DELETE /api/v1/me"],
    ["PUT /api/v1/sessions"],
  ])("%s", async (line) => {
    const answer = await exchange(head(line, `x-any: ${canary}`, "content-length: 0"));
    expect(answer).toMatch(/^HTTP\/1\.1 (?:400|401|404|405|422) /);
    if (line.includes("/api/")) expect(refusalIn(answer)).toMatch(/^(?:401|404|405|422) request\./);
  });

  test("text in chunks of no announced length is no JSON", async () => {
    const sent = `${head("POST /api/v1/sessions", "avow-csrf: 1", "content-type: text/plain", "transfer-encoding: chunked")}2\r\n{}\r\n0\r\n\r\n`;
    expect(refusalIn(await exchange(sent))).toBe("415 request.unsupported_type");
  });
});

const long = (text: string) => [`/${text.repeat(5000 / text.length)}`, `${text} for long`];
test.each(
  [
    ["/..%2fsecret.txt"],
    ["/%2e%2e/secret.txt"],
    ["/%2e%2e%2fsecret.txt"],
    ["/../secret.txt"],
    ["/assets/../../secret.txt"],
    ["/assets/..%2f..%2fsecret.txt"],
    ["/assets/%252e%252e%252fsecret.txt"],
    ["/..%5csecret.txt"],
    ["/assets\\..\\..\\secret.txt"],
    ["/../web-of-others/secret.txt"],
    ["/..%2fweb-of-others%2fsecret.txt"],
    ["//etc/passwd"],
    ["/api/v1/../../etc/passwd"],
    ["//api/v1/me"],
    ["/%2fetc%2fpasswd"],
    ["/assets/app.js%00.txt"],
    ["/%00"],
    ["/assets/"],
  ]
    .map(([path]) => [path!, path!])
    .concat([long("a"), long("%2e%2e%2f"), long("..\\")]),
)("no path leads out of the folder of files: %#", async (path) => {
  const answer = await exchange(head(`GET ${path}`, "connection: close"));
  expect(answer).toMatch(/^HTTP\/1\.1 (?:200|400|404|414) /);
  expect(answer).not.toContain(canary);
  expect(answer).not.toContain("root:");
  if (answer.startsWith("HTTP/1.1 200")) expect(answer).toContain("the dashboard");
});

test("every refusal around endpoints has the page that it names", async () => {
  for (const code of [...Object.values(requestErrors).map((refusal) => refusal.code), "server.failed"]) {
    const page = await fetch(`http://localhost:${listening.port}/docs/errors/${code}`);
    expect([page.status, (await page.text()).includes(code)], code).toEqual([200, true]);
  }
});

describe("with TLS, plain http", () => {
  let secure: Listening;
  beforeAll(async () => {
    const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const key = keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    secure = await serve({ cert: certify("localhost", ["20", "40"], keys), key, minVersion: "TLSv1.3" });
  });
  afterAll(() => secure.close(0));
  const ask = (line: string, host: string) =>
    exchange(`${line} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`, secure.port);
  const locationIn = (answer: string) => /^location: (.*)$/im.exec(answer)?.[1]?.trim();

  test.each([
    ["/"],
    ["/chat?q=1"],
    ["//evil.example/x"],
    ["/\\evil.example"],
    ["/@evil.example"],
    ["/.evil.example"],
    ["/https://evil.example"],
  ])("is led to https on the same host, by any path: %s", async (path) => {
    const answer = await ask(`GET ${path}`, "avow.example");
    expect(answer).toMatch(/^HTTP\/1\.1 308 /);
    const location = new URL(locationIn(answer)!);
    expect([location.protocol, location.host, location.username]).toEqual(["https:", "avow.example", ""]);
  });

  test.each([
    ["a host with a name before it", "GET /", "avow.example@evil.example"],
    ["a host with a path", "GET /", "evil.example/avow.example"],
    ["a host with a query", "GET /", "evil.example?avow.example"],
    ["a host with a fragment", "GET /", "evil.example#"],
    ["a whole address in place of a path", "GET http://evil.example/", "avow.example"],
  ])("is refused for %s", async (_, line, host) => {
    const answer = await ask(line, host);
    expect(locationIn(answer)).toBeUndefined();
    expect(refusalIn(answer)).toBe("400 request.unreadable");
  });
});
