import * as z from "zod";

const base64url = z
  .string()
  .regex(/^[\w-]+$/)
  .max(16_384);
const shared = {
  id: base64url.max(2048),
  rawId: base64url.max(2048),
  type: z.literal("public-key"),
  authenticatorAttachment: z.enum(["platform", "cross-platform"]).nullish(),
  clientExtensionResults: z.record(z.string().max(64), z.unknown()),
};

/** `PublicKeyCredential.toJSON()` of an assertion (W3C Web Authentication Level 3 § 5.1.8). */
export const assertionField = z
  .strictObject({
    ...shared,
    response: z.strictObject({
      clientDataJSON: base64url,
      authenticatorData: base64url,
      signature: base64url,
      userHandle: base64url.nullish(),
    }),
  })
  .describe("What `navigator.credentials.get()` answered, as JSON.");

/** The same of a registration. */
export const attestationField = z
  .strictObject({
    ...shared,
    response: z.strictObject({
      clientDataJSON: base64url,
      attestationObject: base64url,
      authenticatorData: base64url.optional(),
      publicKey: base64url.optional(),
      publicKeyAlgorithm: z.int().optional(),
      transports: z.array(z.string().max(32)).max(10).optional(),
    }),
  })
  .describe("What `navigator.credentials.create()` answered, as JSON.");

export type Assertion = z.output<typeof assertionField>;
export type Attestation = z.output<typeof attestationField>;

const clientData = z.object({ challenge: z.string().max(200) });

/** The challenge that an answer says it answers; it counts only once the signature over it was verified. */
export function challengeOf(answer: Assertion | Attestation): string | undefined {
  try {
    const text = Buffer.from(answer.response.clientDataJSON, "base64url").toString();
    return clientData.safeParse(JSON.parse(text)).data?.challenge;
  } catch {
    return undefined; // not JSON
  }
}

/** Drops what is absent: the library's types tell `undefined` from absent. */
export const compact = <T extends object>(answer: T): T =>
  JSON.parse(JSON.stringify(answer, (_, value: unknown) => value ?? undefined)) as T;
