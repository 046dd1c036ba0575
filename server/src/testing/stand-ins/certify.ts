import { type KeyObject, sign } from "node:crypto";

/** One DER element (X.690): tag, length, content. */
function der(tag: number, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const size = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const ecdsaSha256 = der(0x30, oid("2a8648ce3d040302"));

/** A self-signed X.509 certificate (RFC 5280) for one DNS name, which is its own authority. */
export function certify(
  name: string,
  years: [string, string],
  keys: { privateKey: KeyObject; publicKey: KeyObject },
): string {
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
    .replace(/(.{64})(?=.)/g, "$1\n");
  return `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
}
