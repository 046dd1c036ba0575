import { domainToASCII } from "node:url";
import * as z from "zod";
import type { Keyring } from "../../framework/keys/keyring.ts";

/** Longest address that a mail can be sent to (RFC 5321 § 4.5.3.1.3). */
const lengthMax = 254;

/** One spelling per mailbox: no space around it, lower case, its domain in ASCII. Dots and tags stay: some hosts tell them apart. */
export function normalizeEmail(typed: string): string {
  const [, local = "", domain = ""] = /^(.*)@([^@]*)$/s.exec(typed.trim()) ?? [];
  return `${local}@${domainToASCII(domain)}`.toLowerCase();
}

/** An address as a field of an endpoint: read strictly, kept in its one spelling. */
export const emailField = z
  .string()
  .max(lengthMax * 2)
  .transform(normalizeEmail)
  .pipe(z.email().max(lengthMax))
  .describe("E-mail address.");

/** Keyed hash that finds an address without storing it. */
export const indexEmail = (keyring: Keyring, email: string): Buffer => keyring.keyedHash("email", email);
