import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Deployment } from "../framework/context.ts";

type Named = {
  AVOW_DKIM_DOMAIN?: string | undefined;
  AVOW_DKIM_SELECTOR?: string | undefined;
  AVOW_DKIM_KEY_FILE?: string | undefined;
};

/** What signs mails. @throws Error in words, where it is incomplete or no RSA key of 2048 bits or more */
export function readDkim(e: Named): Deployment["dkim"] {
  const { AVOW_DKIM_DOMAIN: domain, AVOW_DKIM_SELECTOR: selector, AVOW_DKIM_KEY_FILE: file } = e;
  if (!domain && !selector && !file) return undefined;
  if (!domain || !selector || !file)
    throw new Error("AVOW_DKIM_DOMAIN, AVOW_DKIM_SELECTOR and AVOW_DKIM_KEY_FILE go together.");
  const privateKey = read(file);
  if (!privateKey) throw new Error("AVOW_DKIM_KEY_FILE names an RSA private key of 2048 bits or more, as a PEM file.");
  return { domain, selector, privateKey };
}

function read(file: string): string | undefined {
  try {
    const pem = readFileSync(file, "utf8");
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
    return asymmetricKeyType === "rsa" && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048 ? pem : undefined;
  } catch {
    return undefined; // whoever started it is told what it takes
  }
}
