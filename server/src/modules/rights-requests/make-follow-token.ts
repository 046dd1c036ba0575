import type { Keyring } from "../../framework/keys/keyring.ts";

/** Links are made again from the id whenever a mail needs one; only their hash is at rest. */
const make = (keyring: Keyring, purpose: string, prefix: string, id: string): string =>
  prefix + keyring.keyedHash(purpose, id).toString("base64url");

/** What whoever asks follows their request by. */
export const makeFollowToken = (keyring: Keyring, id: string): string => make(keyring, "rights request", "rrt_", id);

/** What whom it is about agrees by, where somebody else asks. */
export const subjectToken = (keyring: Keyring, id: string): string =>
  make(keyring, "rights request of another", "rrs_", id);

/** What fetches the receipt, where an erasure came of it. */
export const receiptToken = (keyring: Keyring, id: string): string =>
  make(keyring, "rights request receipt", "rct_", id);
