import { port } from "../framework/ports.ts";
import type { AmountOf } from "./parameters.ts";

/** The policy in force, of an organization or of the deployment, as far as it is numbers. */
export type ReadAmounts = (organizationId?: string) => Promise<AmountOf>;

export const amountsPort = port<ReadAmounts>("privacy.amounts");
