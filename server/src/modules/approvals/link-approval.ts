import { timingSafeEqual } from "node:crypto";
import { dayMs, later } from "../../framework/clock.ts";
import type { Keyring } from "../../framework/keys/keyring.ts";

/** A link is for whoever got it now, not for whoever finds it later. */
const linkForMs = 2 * dayMs;

/** What a link lets decide, and who decides by it. */
export type LinkedApproval = {
  organizationId: string;
  workspaceId: string;
  approvalId: string;
  userId: string;
  /** Of what is approved, in hex: once it changes the link is worth nothing. */
  hash: string;
  expiresAt: Date;
};

const macOf = (keyring: Keyring, told: string): Buffer => keyring.keyedHash("approval link", told);

/** Stands behind the `#` of an address only: no server, log or preview of a link ever gets to see it. */
export function linkApproval(keyring: Keyring, at: Date, linked: LinkedApproval): string {
  const { organizationId, workspaceId, approvalId, userId, hash, expiresAt } = linked;
  const end = Math.min(expiresAt.getTime(), later(at, linkForMs).getTime());
  const told = [organizationId, workspaceId, approvalId, userId, hash, Math.floor(end / 1000)].join(".");
  return `${told}.${macOf(keyring, told).toString("base64url")}`;
}

const form =
  /^((org_[0-9a-z]{26})\.(wsp_[0-9a-z]{26})\.(apv_[0-9a-z]{26})\.(usr_[0-9a-z]{26})\.([0-9a-f]{64})\.(\d{10}))\.([\w-]{43})$/;

/** Nothing where nobody here made it, or its time is over. */
export function readApprovalLink(keyring: Keyring, at: Date, token: string): LinkedApproval | undefined {
  const found = form.exec(token);
  if (!found) return undefined;
  const [, told, organizationId, workspaceId, approvalId, userId, hash, end, mac] = found as unknown as string[];
  const [given, right] = [Buffer.from(mac!, "base64url"), macOf(keyring, told!)];
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const expiresAt = new Date(Number(end) * 1000);
  if (expiresAt <= at) return undefined;
  return {
    organizationId: organizationId!,
    workspaceId: workspaceId!,
    approvalId: approvalId!,
    userId: userId!,
    hash: hash!,
    expiresAt,
  };
}
