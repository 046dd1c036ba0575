import type { Work } from "../../../framework/context.ts";
import type { Identity } from "./read-identity.ts";

/** Finds an identity without storing it readably; the same value in another organization has another hash. */
export const indexIdentity = ({ keyring, scope }: Work, { kind, network, value }: Identity): Buffer =>
  keyring.keyedHash(`contacts|${scope.organizationId}`, JSON.stringify([kind, network, value]));
