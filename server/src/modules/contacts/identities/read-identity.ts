import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import * as z from "zod";
import { emailField } from "../../users/public.ts";
import { contactErrors } from "../errors.ts";
import { type IdentityKind, identityKinds } from "../tables.ts";

export const identityFields = {
  kind: z.enum(identityKinds),
  value: z.string().trim().min(1).max(320).describe("An address, a number, an id or a handle, by its kind."),
  network: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9.-]{0,62}$/)
    .optional()
    .describe("Of a social handle: where it is one, such as `mastodon.social`."),
};
export const identityInput = z.strictObject(identityFields);
export type IdentityInput = z.output<typeof identityInput>;

/** One identity in its one spelling. */
export type Identity = { kind: IdentityKind; network: string | null; value: string };

type Reading = { read(value: string): string | undefined; expected: string };

const matching = (pattern: RegExp, expected: string): Reading => ({
  read: (value) => (pattern.test(value) ? value : undefined),
  expected,
});

const readEmail = (value: string) => emailField.safeParse(value).data;

/** E.164 by its shape: numbering plans change, and a number that was in use yesterday is somebody's still. */
const readPhone = (value: string) => {
  const number = parsePhoneNumberFromString(value);
  return number?.isPossible() ? number.number : undefined;
};

/** A number, or what WhatsApp gives instead where someone does not show theirs: digits with `@lid`, or letters and digits. */
const readWhatsapp = (value: string) =>
  value.startsWith("+") ? readPhone(value) : /^[\w.-]{3,128}(@lid)?$/.test(value) ? value : undefined;

/** An id, or a name as people write it, with or without the sign before it. */
const readTelegram = (value: string) => {
  if (/^-?\d{1,20}$/.test(value)) return value;
  const name = value.replace(/^@/, "").toLowerCase();
  return /^[a-z]\w{3,31}$/.test(name) ? `@${name}` : undefined;
};

const readHandle = (value: string) => {
  const handle = value.replace(/^@/, "").toLowerCase();
  return /^[\p{L}\p{N}._-]{1,100}$/u.test(handle) ? handle : undefined;
};

const readings: Record<IdentityKind, Reading> = {
  email: { read: readEmail, expected: "name@example.com" },
  phone: { read: readPhone, expected: "+49 30 1234567" },
  whatsapp: { read: readWhatsapp, expected: "+49 30 1234567, or WhatsApp's own id" },
  telegram: { read: readTelegram, expected: "a numeric id, or @name" },
  web_visitor: matching(/^[\w.:-]{8,128}$/, "the visitor's id, 8 to 128 letters, digits and ._:-"),
  social: { read: readHandle, expected: "@name, with the network it is on" },
};

/** @throws Refusal `contacts.identity_invalid` */
export function readIdentity({ kind, value, network }: IdentityInput): Identity {
  const { read, expected } = readings[kind];
  const found = read(value);
  const isPlaced = (kind === "social") === (network !== undefined);
  if (found === undefined || !isPlaced) throw contactErrors.identity_invalid({ kind, expected });
  return { kind, network: network ?? null, value: found };
}
