export { consentsOutput, describeConsents } from "./describe-consents.ts";
export { mayRemember } from "./may-remember.ts";
export { noteConsent } from "./note-consent.ts";
export { agreeablePurposes, type AgreeablePurpose } from "./tables.ts";
