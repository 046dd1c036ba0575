import type { Keyring } from "../../framework/keyring.ts";

/** By what a recipient is found again: the same hash as a user's address has, so that what was written to it goes with them. */
export const indexRecipient = (keyring: Keyring, address: string): Buffer =>
  keyring.keyedHash("email", address.trim().toLowerCase());
