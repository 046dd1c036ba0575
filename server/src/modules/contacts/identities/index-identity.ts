import type { Work } from "../../../framework/context.ts";
import { markHandle, openMarker } from "../../guardrails/public.ts";
import type { Identity } from "./read-identity.ts";

/** Finds an identity without storing it readably; the same value in another organization has another hash. */
export const indexIdentity = ({ keyring, scope }: Work, { kind, network, value }: Identity): Buffer =>
  keyring.keyedHash(`contacts|${scope.organizationId}`, JSON.stringify([kind, network, value]));

/** Finds a handle or an id in a text. Addresses and numbers are known there by their form. */
export function markIdentity({ keyring, scope }: Work, { kind, value }: Identity): Buffer | null {
  if (kind === "email" || kind === "phone" || value.startsWith("+")) return null;
  return markHandle(openMarker(keyring, scope.organizationId!), value);
}
