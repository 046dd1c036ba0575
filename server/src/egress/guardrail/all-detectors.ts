import { emails } from "./contact/find-emails.ts";
import { spelledEmails } from "./contact/find-spelled-emails.ts";
import { cryptoAddresses } from "./crypto/find-crypto.ts";
import type { Detector } from "./detector.ts";
import { ips } from "./network/find-ips.ts";
import { urls } from "./network/find-urls.ts";
import { numbers } from "./numbers/find-numbers.ts";
import { secrets } from "./secrets/find-secrets.ts";
import { paymentDetails } from "./special/find-payment.ts";
import { specialCategories } from "./special/find-special.ts";

/** Whatever form decides: addresses and numbers. Names of people and places are found elsewhere. */
export const patternDetectors: readonly Detector[] = [emails, spelledEmails, urls, ips, cryptoAddresses, numbers];

/** These and keys, card details and words of the special categories. */
export const allDetectors: readonly Detector[] = [...patternDetectors, secrets, paymentDetails, specialCategories];
