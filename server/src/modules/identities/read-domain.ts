import { domainToASCII } from "node:url";
import type { Keyring } from "../../framework/keys/keyring.ts";
import { identityErrors } from "./errors.ts";

/** Where everybody can have an address: nobody may prove these as their own. */
const everybodys = new Set(
  "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com icloud.com me.com aol.com gmx.de gmx.net web.de proton.me protonmail.com mail.ru qq.com 163.com".split(
    " ",
  ),
);

/** A domain in its one spelling. @throws Refusal `identities.domain_refused` */
export function readDomain(typed: string): string {
  const domain = domainToASCII(typed.trim().toLowerCase().replace(/^@/, ""));
  if (!/^(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}$/.test(domain) || everybodys.has(domain))
    throw identityErrors.domain_refused();
  return domain;
}

export const domainOf = (email: string): string => email.slice(email.lastIndexOf("@") + 1);

export const indexDomain = (keyring: Keyring, domain: string): Buffer => keyring.keyedHash("e-mail domain", domain);

/** The DNS record that shows whose a domain is; the same for as long as the organization names it. */
export function proofRecord(keyring: Keyring, organizationId: string, domain: string) {
  const proof = keyring.keyedHash("domain proof", `${organizationId}|${domain}`).toString("hex").slice(0, 40);
  return { name: `_avow.${domain}`, value: `avow-domain=${proof}` };
}
