import { emails } from "./contact/find-emails.ts";
import { cryptoAddresses } from "./crypto/find-crypto.ts";
import type { Detector } from "./detector.ts";
import { ips } from "./network/find-ips.ts";
import { urls } from "./network/find-urls.ts";
import { numbers } from "./numbers/find-numbers.ts";

/** Whatever form decides: addresses, numbers and keys. Names of people and places are found elsewhere. */
export const patternDetectors: readonly Detector[] = [emails, urls, ips, cryptoAddresses, numbers];
