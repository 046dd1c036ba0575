import type { Module } from "../../framework/endpoint.ts";
import { addAuthenticatorApp } from "./codes/add-authenticator-app.ts";
import { confirmAuthenticatorApp } from "./codes/confirm-authenticator-app.ts";
import { removeAuthenticatorApp } from "./codes/remove-authenticator-app.ts";
import { renewRecoveryCodes } from "./codes/renew-recovery-codes.ts";
import { factorErrors } from "./errors.ts";
import { getFactors } from "./get-factors.ts";
import { addPasskey } from "./passkeys/add-passkey.ts";
import { askForPasskey } from "./passkeys/ask-for-passkey.ts";
import { beginPasskey } from "./passkeys/begin-passkey.ts";
import { deletePasskey } from "./passkeys/delete-passkey.ts";
import { listPasskeys } from "./passkeys/list-passkeys.ts";
import { renamePasskey } from "./passkeys/rename-passkey.ts";
import { sweepFactors } from "./sweep-factors.job.ts";
import { authenticatorApps, challenges, passkeys, recoveryCodes } from "./tables.ts";

export const factorsModule: Module = {
  name: "factors",
  tables: [passkeys, authenticatorApps, recoveryCodes, challenges],
  endpoints: [
    getFactors,
    askForPasskey,
    beginPasskey,
    addPasskey,
    listPasskeys,
    renamePasskey,
    deletePasskey,
    addAuthenticatorApp,
    confirmAuthenticatorApp,
    removeAuthenticatorApp,
    renewRecoveryCodes,
  ],
  jobs: [sweepFactors],
  errors: factorErrors,
};
