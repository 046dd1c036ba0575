import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { TlsOptions } from "node:tls";
import { expect, test } from "vitest";
import { certify } from "../../testing/stand-ins/certify.ts";
import { outwardFetch } from "./outward.ts";

const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
const key = keys.privateKey.export({ type: "pkcs8", format: "pem" });
const cert = certify("ai.localhost", ["20", "49"], keys);

async function call(host: string, options: TlsOptions, ca?: string[]): Promise<{ outcome: unknown; requests: number }> {
  let requests = 0;
  const server = createServer({ key, cert, ...options }, (_req, res) => {
    requests++;
    res.end("hello");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const fetch = outwardFetch({ allowLoopback: true, resolve: async () => ["127.0.0.1"], ...(ca ? { ca } : {}) });
  const outcome = await fetch(`https://${host}:${(server.address() as AddressInfo).port}/`).then(
    (answer) => answer.text(),
    (error: unknown) => error,
  );
  await fetch.close();
  server.closeAllConnections();
  server.close();
  return { outcome, requests };
}

const accepted = { outcome: "hello", requests: 1 };
const refused = { outcome: { code: "egress.tls_refused", retryable: false }, requests: 0 };

test("a certificate that is trusted and names the host is accepted", async () => {
  expect(await call("ai.localhost", {}, [cert])).toEqual(accepted);
});

test("a certificate nobody vouches for is refused before anything is sent", async () => {
  expect(await call("ai.localhost", {})).toMatchObject(refused);
});

test("a certificate for another name is refused", async () => {
  expect(await call("other.localhost", {}, [cert])).toMatchObject(refused);
});

test("a certificate that has expired is refused", async () => {
  const old = certify("ai.localhost", ["20", "21"], keys);
  expect(await call("ai.localhost", { cert: old }, [old])).toMatchObject(refused);
});

test("a server that speaks nothing newer than TLS 1.1 is refused", async () => {
  const old: TlsOptions = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" };
  expect(await call("ai.localhost", old, [cert])).toMatchObject(refused);
  expect(await call("ai.localhost", { maxVersion: "TLSv1.2" }, [cert])).toEqual(accepted);
});
