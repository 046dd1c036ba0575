import type { Module } from "../../framework/endpoint.ts";
import { beginLink } from "./begin-link.ts";
import { identityErrors } from "./errors.ts";
import { finishLink } from "./finish-link.ts";
import { listIdentities } from "./list-identities.ts";
import { checkDomains } from "./providers/check-domains.ts";
import { createProvider } from "./providers/create-provider.ts";
import { deleteProvider } from "./providers/delete-provider.ts";
import { listProviders } from "./providers/list-providers.ts";
import { testProvider } from "./providers/test-provider.ts";
import { updateProvider } from "./providers/update-provider.ts";
import { beginSignIn } from "./sign-in/begin-sign-in.ts";
import { finishSignIn } from "./sign-in/finish-sign-in.ts";
import { signUpByProvider } from "./sign-in/sign-up-by-provider.ts";
import { sweepPendingSignIns } from "./sweep-pending-sign-ins.job.ts";
import { identities, identityDomains, identityProviders, pendingSignIns } from "./tables.ts";
import { unlinkIdentity } from "./unlink-identity.ts";

export const identitiesModule: Module = {
  name: "identities",
  tables: [identityProviders, identityDomains, identities, pendingSignIns],
  endpoints: [
    listProviders,
    createProvider,
    updateProvider,
    deleteProvider,
    testProvider,
    checkDomains,
    beginSignIn,
    finishSignIn,
    signUpByProvider,
    listIdentities,
    beginLink,
    finishLink,
    unlinkIdentity,
  ],
  jobs: [sweepPendingSignIns],
  errors: identityErrors,
};
