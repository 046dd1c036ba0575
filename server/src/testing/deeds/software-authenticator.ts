import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { testOrigin } from "../world.ts";

/** What it is asked, and what a test wants it to do wrong. */
type Asked = {
  challenge: string;
  origin?: string;
  rpId?: string;
  /** Whether it checked finger, face or PIN. */
  isVerified?: boolean;
  /** The signature count it reports, in place of its own. */
  counter?: number;
};

const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest();
const encode = (bytes: Buffer) => bytes.toString("base64url");

/** CBOR (RFC 8949) of the few things an attestation has. */
function cbor(value: number | string | Buffer | ReadonlyMap<number | string, unknown>): Buffer {
  const head = (major: number, length: number) =>
    length < 24
      ? Buffer.from([(major << 5) | length])
      : length < 256
        ? Buffer.from([(major << 5) | 24, length])
        : Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const map = value as ReadonlyMap<number | string, number | string | Buffer | Map<string, never>>;
  return Buffer.concat([head(5, map.size), ...[...map].flatMap(([key, held]) => [cbor(key), cbor(held)])]);
}

/** A public key as authenticators give it (RFC 9053 § 7.1.1): ECDSA on P-256. */
function coseKey(publicKey: KeyObject): Buffer {
  const { x, y } = publicKey.export({ format: "jwk" });
  const held: [number, number | Buffer][] = [
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(x!, "base64url")],
    [-3, Buffer.from(y!, "base64url")],
  ];
  return cbor(new Map(held));
}

/** A passkey in software: does what a browser and a device do together (W3C Web Authentication Level 3 § 6). */
export function makeAuthenticator(userId: string) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const credentialId = randomBytes(32);
  const id = encode(credentialId);
  let used = 0;
  const clientData = (type: string, { challenge, origin = testOrigin }: Asked) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const authData = ({ rpId = "localhost", isVerified = true, counter = used }: Asked, credential?: Buffer) => {
    const flags = 0x01 | (isVerified ? 0x04 : 0) | (credential ? 0x40 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, credential ?? Buffer.alloc(0)]);
  };
  const answer = { id, rawId: id, type: "public-key" as const, clientExtensionResults: {} };
  return {
    /** What `navigator.credentials.create()` answers. */
    create(asked: Asked) {
      const length = Buffer.from([0, credentialId.length]);
      const credential = Buffer.concat([Buffer.alloc(16), length, credentialId, coseKey(publicKey)]);
      const attestation = new Map<string, unknown>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", authData(asked, credential)],
      ]);
      const clientDataJSON = encode(clientData("webauthn.create", asked));
      return {
        ...answer,
        response: { clientDataJSON, attestationObject: encode(cbor(attestation)), transports: ["internal"] },
      };
    },
    /** What `navigator.credentials.get()` answers. */
    get(asked: Asked) {
      used++;
      const client = clientData("webauthn.get", asked);
      const data = authData({ ...asked, counter: asked.counter ?? used });
      const signature = createSign("sha256")
        .update(Buffer.concat([data, sha256(client)]))
        .sign(privateKey);
      const response = {
        clientDataJSON: encode(client),
        authenticatorData: encode(data),
        signature: encode(signature),
        userHandle: encode(Buffer.from(userId)),
      };
      return { ...answer, response };
    },
  };
}

export type Authenticator = ReturnType<typeof makeAuthenticator>;
