import { factorErrors } from "../factors/public.ts";

/** @throws Refusal `factors.one_proof` unless exactly one of the proofs is given */
export function requireOne(proofs: readonly unknown[]): void {
  if (proofs.filter((proof) => proof !== undefined).length !== 1) throw factorErrors.one_proof();
}
