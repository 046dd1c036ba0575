import { ApiError, type Problem } from "@avow/client";
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from "@simplewebauthn/browser";
import { api, type Answer, bodyOf } from "../../api.ts";

export const canUsePasskeys = browserSupportsWebAuthn;

/** Has a passkey sign a challenge: one of its own, or that of a sign-in that goes on. */
export async function askPasskey(challenge?: string) {
  const asked = await bodyOf(api.POST("/passkey-challenges"));
  const signed = startAuthentication({
    optionsJSON: {
      challenge: challenge ?? asked.challenge,
      rpId: asked.rp_id,
      userVerification: asked.user_verification,
      timeout: asked.timeout_ms,
    },
  });
  return asJson(await signed.catch(refuse));
}

/** Has this device make a passkey, and keeps it under a name. */
export async function addPasskey(name: string): Promise<Answer<"/passkeys", "post">> {
  const optionsJSON = await bodyOf(api.POST("/passkey-registrations"));
  const made = await startRegistration({ optionsJSON }).catch(refuse);
  return bodyOf(api.POST("/passkeys", { body: { name, credential: asJson(made) } }));
}

/** The browser's extension results are an interface without an index; on the wire they are any JSON. */
function asJson<T extends { clientExtensionResults: object }>(made: T) {
  const clientExtensionResults: Record<string, unknown> = { ...made.clientExtensionResults };
  return { ...made, clientExtensionResults };
}

/** Whoever closes the browser's dialog has not met a bug. */
function refuse(cause: unknown): never {
  const name = cause instanceof Error ? cause.name : "";
  throw new ApiError(name === "InvalidStateError" ? there : unused);
}

const unused: Problem = {
  type: "about:blank",
  status: 0,
  code: "passkey.unused",
  title: "No passkey was used.",
  help: "The question was closed, took too long, or this device has no passkey for Avow. Try again, or choose another way.",
  facts: {},
  request_id: "",
  retryable: true,
};

const there: Problem = {
  ...unused,
  code: "passkey.there",
  title: "This device has a passkey for your account already.",
  help: "Use it to sign in, or add a passkey on another device.",
  retryable: false,
};
