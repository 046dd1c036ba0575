import type { Work } from "../../../framework/context.ts";
import { Refusal, requestErrors } from "../../../framework/errors.ts";
import { takeSharedLimit } from "../../../framework/request/rate-limit.ts";

/** More than any organization is asked on its worst day, and too little to fill a table. */
const perOrganization = { perMinute: 2, burst: 120 };
/** Enough for whoever lost a mail, too little to bury an inbox. */
const perAddress = { perMinute: 1 / 12, burst: 5 };

/** @throws Refusal `request.too_many`, whoever asks */
export async function takeIntakeLimit({ database, keyring, at }: Work, organizationId: string): Promise<void> {
  await takeSharedLimit(database, keyring.keyedHash("rate limit", `intake|${organizationId}`), perOrganization, at);
}

/** Whether another mail may go to an address. Nobody is told when not. */
export async function mayWriteTo({ database, keyring, at }: Work, address: string): Promise<boolean> {
  try {
    await takeSharedLimit(database, keyring.keyedHash("rate limit", `intake mail|${address}`), perAddress, at);
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === requestErrors.too_many.code) return false;
    throw error;
  }
}
