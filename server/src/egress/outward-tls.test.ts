import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { TlsOptions } from "node:tls";
import { expect, test } from "vitest";
import { outwardFetch } from "./outward.ts";

/** One DER element (X.690): tag, length, content. */
function der(tag: number, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const size = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const ecdsaSha256 = der(0x30, oid("2a8648ce3d040302"));

/** A self-signed X.509 certificate (RFC 5280) for one DNS name, which is its own authority. */
function certify(name: string, years: [string, string], keys: { privateKey: KeyObject; publicKey: KeyObject }): string {
  const subject = der(0x30, der(0x31, der(0x30, oid("550403"), der(0x0c, Buffer.from(name)))));
  const validity = der(0x30, ...years.map((year) => der(0x17, Buffer.from(`${year}0101000000Z`))));
  const altName = der(0x30, oid("551d11"), der(0x04, der(0x30, der(0x82, Buffer.from(name)))));
  const version = der(0xa0, der(0x02, Buffer.from([2])));
  const key = keys.publicKey.export({ type: "spki", format: "der" });
  const serial = der(0x02, Buffer.from([1]));
  const body = der(0x30, version, serial, ecdsaSha256, subject, validity, subject, key, der(0xa3, der(0x30, altName)));
  const signature = der(0x03, Buffer.from([0]), sign("sha256", body, keys.privateKey));
  const text = der(0x30, body, ecdsaSha256, signature)
    .toString("base64")
    .replace(/(.{64})/g, "$1\n");
  return `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
}

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
