import type { Keyring } from "../../framework/keys/keyring.ts";
import { indexEmail, normalizeEmail } from "../users/public.ts";

/** By what a recipient is found again: the same hash as a user's address has, so that what was written to it goes with them. */
export const indexRecipient = (keyring: Keyring, address: string): Buffer =>
  indexEmail(keyring, address.includes("@") ? normalizeEmail(address) : address.trim().toLowerCase());
