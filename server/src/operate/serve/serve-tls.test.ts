import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { connect as connectPlain } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type SecureVersion } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signUpForm } from "../../testing/processes/ask-avow.ts";
import { certify } from "../../testing/stand-ins/certify.ts";
import { type Avow, openDeployment, type TestDeployment } from "../../testing/processes/start-avow.ts";

const folder = mkdtempSync(join(tmpdir(), "avow-tls-"));
let deployment: TestDeployment;
let strict: Avow;
let lenient: Avow;
let ports: { strict: number; lenient: number };
const portOf = async (avow: Avow) => Number(new URL(await avow.origin()).port);
let cert: string;
beforeAll(async () => {
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  cert = certify("localhost", ["20", "40"], keys);
  const env = { AVOW_TLS_CERT: join(folder, "cert.pem"), AVOW_TLS_KEY: join(folder, "key.pem") };
  writeFileSync(env.AVOW_TLS_CERT, cert);
  writeFileSync(env.AVOW_TLS_KEY, keys.privateKey.export({ type: "pkcs8", format: "pem" }));
  deployment = await openDeployment();
  strict = deployment.start("web", env);
  lenient = deployment.start("web", { ...env, AVOW_TLS_1_2: "1" });
  ports = { strict: await portOf(strict), lenient: await portOf(lenient) };
});
afterAll(async () => {
  await deployment.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The version a handshake ends with, or what it is refused with. */
const shakeHands = (port: number, version: SecureVersion) =>
  new Promise<string>((resolve) => {
    const ends = { minVersion: version, maxVersion: version };
    const socket = connect({ host: "localhost", port, ca: cert, servername: "localhost", ...ends }, () => {
      resolve(String(socket.getProtocol()));
      socket.destroy();
    });
    socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "refused"));
  });

type Got = { status: number; headers: Record<string, string | string[] | undefined>; body: string };
const ask = (path: string, options: { method?: string; json?: unknown } = {}) =>
  new Promise<Got>((resolve, reject) => {
    const agent = new Agent({ ca: cert, keepAlive: false });
    const headers = { "avow-csrf": "1", "content-type": "application/json" };
    const at = { host: "localhost", port: ports.strict, path, agent, headers, method: options.method ?? "GET" };
    const asked = request(at, (answer) => {
      let body = "";
      answer.on("data", (chunk: Buffer) => (body += chunk.toString()));
      answer.on("end", () => resolve({ status: answer.statusCode!, headers: answer.headers, body }));
    });
    asked.on("error", reject);
    asked.end(options.json === undefined ? undefined : JSON.stringify(options.json));
  });

test("TLS 1.3 is served, and 1.2 only where the flag says so", async () => {
  expect(await shakeHands(ports.strict, "TLSv1.3")).toBe("TLSv1.3");
  expect(await shakeHands(ports.lenient, "TLSv1.3")).toBe("TLSv1.3");
  expect(await shakeHands(ports.lenient, "TLSv1.2")).toBe("TLSv1.2");
  expect(await shakeHands(ports.strict, "TLSv1.2")).toMatch(/PROTOCOL_VERSION/);
  expect(await shakeHands(ports.lenient, "TLSv1.1")).not.toMatch(/^TLSv1/);
});

test("what is printed at the start begins with https", async () => {
  expect(await strict.origin()).toBe(`https://localhost:${ports.strict}`);
  expect(strict.said()).toContain(`https://localhost:${ports.strict}/welcome#token=`);
});

test("answers say that this host speaks https only, refusals included", async () => {
  for (const path of ["/healthz", "/api/v1/deployment", "/api/v1/me", "/api/v1/nowhere"])
    expect([path, (await ask(path)).headers["strict-transport-security"]]).toEqual([
      path,
      expect.stringMatching(/^max-age=\d{8}/),
    ]);
});

test("the session's cookie is bound to the host and to https", async () => {
  const json = { ...signUpForm("Olga", "olga@example.test"), owner_token: await strict.ownerToken() };
  const answer = await ask("/api/v1/users", { method: "POST", json });
  expect(answer.status).toBeLessThan(300);
  const [cookie] = answer.headers["set-cookie"] as string[];
  expect(cookie).toMatch(/^__Host-avow-session=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Expires=[^;]+; Secure$/);
});

test("plain http on the same port is led to the same place over https, the method kept", async () => {
  for (const method of ["GET", "POST"]) {
    const url = `http://localhost:${ports.strict}/api/v1/agents?limit=2`;
    const answer = await fetch(url, { method, redirect: "manual" });
    expect([answer.status, answer.headers.get("location")]).toEqual([308, url.replace("http:", "https:")]);
    expect(answer.headers.get("set-cookie")).toBeNull();
  }
});

test("connections that say nothing, or no TLS they finish, do not keep it from ending in time", async () => {
  const silent = connectPlain(ports.lenient, "localhost").on("error", () => undefined);
  const half = connectPlain(ports.lenient, "localhost").on("error", () => undefined);
  half.write(Buffer.from([0x16, 0x03, 0x01]));
  const kept = connect({ host: "localhost", port: ports.lenient, ca: cert, servername: "localhost" });
  kept.on("error", () => undefined);
  await new Promise((resolve) => kept.once("secureConnect", resolve));
  const started = performance.now();
  expect(await lenient.stop()).toEqual({ code: 0, signal: null });
  expect(performance.now() - started).toBeLessThan(8000);
  for (const socket of [silent, half, kept]) socket.destroy();
});
