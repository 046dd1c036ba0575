import { dayMs, later } from "../../framework/clock.ts";
import { findBlanks, type OperatorProfile } from "../../modules/policy-versions/public.ts";

/** RFC 9116 asks for less than a year; whoever reads it later reads it again. */
const freshMs = 90 * dayMs;

/** `/.well-known/security.txt` (RFC 9116), or nothing while the operator has yet to say who hears of weaknesses. */
export function writeSecurityText(
  profile: OperatorProfile,
  { origin, at }: { origin: string; at: Date },
): string | undefined {
  const contact = toUri(profile.security_contact);
  if (!contact || findBlanks(profile).includes("security_contact")) return undefined;
  // The same text all day: midnight, and not an instant that differs with each request.
  const expires = `${later(at, freshMs).toISOString().slice(0, 10)}T00:00:00.000Z`;
  const fields = [
    `Contact: ${contact}`,
    `Expires: ${expires}`,
    "Preferred-Languages: en, de",
    `Canonical: ${origin}/.well-known/security.txt`,
  ];
  return `${fields.join("\n")}\n`;
}

/** A contact has to be a URI there. What is neither an address, a number nor a page is none. */
function toUri(contact: string): string | undefined {
  if (/[\s\p{Cc}]/u.test(contact.trim())) return undefined;
  const said = contact.trim();
  if (/^[^@:/]+@[^@:/]+\.[^@:/]+$/.test(said)) return `mailto:${said}`;
  if (/^\+\d{6,15}$/.test(said)) return `tel:${said}`;
  return /^(?:https:\/\/|mailto:|tel:)/i.test(said) && URL.canParse(said) ? said : undefined;
}
