import * as z from "zod";
import type { Keyring } from "../../framework/keys/keyring.ts";

const lengthMin = 3;
const lengthMax = 32;

/** Letters and digits of ASCII, so that no two names look alike, with single `.`, `_` or `-` between them. */
const shape = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

/** One spelling per name: full-width and other compatible forms folded (NFKC), lower case, no space around it. */
export const normalizeUsername = (typed: string): string => typed.normalize("NFKC").trim().toLowerCase();

/** A user name as a field of an endpoint, in its one spelling. It has no `@`, so it is never taken for an address. */
export const usernameField = z
  .string()
  .max(lengthMax * 4)
  .transform(normalizeUsername)
  .pipe(z.string().min(lengthMin).max(lengthMax).regex(shape))
  .describe("User name: 3 to 32 letters and digits, with single `.`, `_` or `-` between them.");

/** Names that others would take for whoever runs the place, or for a part of it (RFC 2142 has the mailboxes). */
const reserved = new Set(
  `abuse account accounts admin administrator all anonymous api app avow billing bot contact daemon everybody everyone
   guest help helpdesk host hostmaster info legal login mail mailer-daemon marketing me moderator news no-reply nobody
   noc none noreply null official operator owner postmaster privacy root sales security self settings sign-in sign-up
   staff status superuser support sys sysadmin system team test trust undefined user username users webmaster www you`.split(
    /\s+/,
  ),
);

/** Dots and dashes do not make another name of a reserved one. */
export const isReserved = (username: string): boolean =>
  reserved.has(username) || [...reserved].some((name) => squeeze(name) === squeeze(username));

const squeeze = (name: string) => name.replaceAll(/[._-]/g, "");

/** Keyed hash that finds a user name without storing it. */
export const indexUsername = (keyring: Keyring, username: string): Buffer => keyring.keyedHash("username", username);
