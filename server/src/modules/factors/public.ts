export { countCodeTry, spendAppCode, spendCode } from "./codes/spend-code.ts";
export { countFactors } from "./count-factors.ts";
export { factorErrors } from "./errors.ts";
export { findChallenge, openChallenge, takeChallenge } from "./open-challenge.ts";
export { assertionField } from "./passkeys/challenge-of.ts";
export { noteUse, type ProvedPasskey, provePasskey } from "./passkeys/prove-passkey.ts";
export { challenges } from "./tables.ts";
