import type { ClassId } from "../../../egress/public.ts";
import type { Keyring } from "../../../framework/keys/keyring.ts";

/** Finds a value without storing it; the same value in another workspace or of another class has another hash. */
export function indexValue(keyring: Keyring, workspaceId: string, cls: ClassId, value: string): Buffer {
  const normal = value.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();
  return keyring.keyedHash("guardrail exception", JSON.stringify([workspaceId, cls, normal]));
}
