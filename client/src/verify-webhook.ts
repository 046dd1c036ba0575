/** Why a webhook is not believed. */
export class WebhookRefused extends Error {
  override readonly name = "WebhookRefused";
}

const toleranceSeconds = 300;

/**
 * The body of a webhook, once it is proven to come from Avow and to be fresh (Standard Webhooks 1.0). `secret` is the endpoint's
 * secret, `whsec_…`, or its public key, `whpk_…`, for an endpoint that signs with a key pair as well.
 * `headers` has `webhook-id`, `webhook-timestamp` and `webhook-signature`; `body` is the text exactly as it came.
 * @throws WebhookRefused
 */
export async function verifyWebhook(
  secret: string,
  headers: { get(name: string): string | null },
  body: string,
  now = new Date(),
): Promise<unknown> {
  const [id, time, signatures] = ["id", "timestamp", "signature"].map((name) => headers.get(`webhook-${name}`));
  if (!id || !time || !signatures) throw new WebhookRefused("It does not carry the three headers of a webhook.");
  const age = Math.abs(now.getTime() / 1000 - Number(time));
  if (!/^\d{1,12}$/.test(time) || age > toleranceSeconds)
    throw new WebhookRefused("It is too old, or from the future.");
  const { version: wanted, algorithm } = secret.startsWith("whpk_") ? byPublicKey : bySecret;
  const bytes = fromBase64(secret.replace(/^wh(sec|pk)_/, ""));
  const key = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["verify"]);
  const signed = new TextEncoder().encode(`${id}.${time}.${body}`);
  for (const entry of signatures.split(" ")) {
    const [version, signature = ""] = entry.split(",");
    if (
      version === wanted &&
      isBase64(signature) &&
      (await crypto.subtle.verify(algorithm.name, key, fromBase64(signature), signed))
    )
      return JSON.parse(body) as unknown;
  }
  throw new WebhookRefused("No signature of it fits this secret.");
}

const bySecret = { version: "v1", algorithm: { name: "HMAC", hash: "SHA-256" } };
const byPublicKey = { version: "v1a", algorithm: { name: "Ed25519" } };

const isBase64 = (text: string) => /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0;

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  if (!isBase64(text)) throw new WebhookRefused("The secret is not one of a webhook.");
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
