import { Secret, TOTP } from "otpauth";

/** What every authenticator app understands (RFC 6238 with the parameters of the Key URI format). */
const parameters = { algorithm: "SHA1", digits: 6, period: 30 } as const;
/** A clock may be off by one step either way. */
const window = 1;

/** 160 bits, in base 32 as apps take it. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** The half minute a code belongs to, counted from 1970; nothing where it belongs to none around `at`. */
export function stepOfCode(secret: string, code: string, at: Date): number | undefined {
  const token = code.replaceAll(/\s/g, "");
  const timestamp = at.getTime();
  const delta = TOTP.validate({ token, secret: Secret.fromBase32(secret), ...parameters, timestamp, window });
  return delta === null ? undefined : Math.floor(timestamp / (parameters.period * 1000)) + delta;
}

/** The `otpauth:` link that a QR code carries. */
export const linkOf = (secret: string, issuer: string, label: string): string =>
  new TOTP({ ...parameters, issuer, label, secret: Secret.fromBase32(secret) }).toString();
