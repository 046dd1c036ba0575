import type { Module } from "../../framework/endpoint.ts";
import { answerAddress } from "./answer-address.job.ts";
import { askPasswordReset } from "./ask-password-reset.ts";
import { askVerification } from "./ask-verification.ts";
import { changeEmail } from "./email-change/change-email.ts";
import { changePassword } from "./change-password.ts";
import { confirmEmail } from "./confirm-email.ts";
import { confirmEmailChange } from "./email-change/confirm-email-change.ts";
import { declareAge } from "./declare-age.ts";
import { getMe } from "./get-me.ts";
import { importUsers } from "./import-users.ts";
import { mailEmailChange } from "./email-change/mail-email-change.job.ts";
import { resetPassword } from "./reset-password.ts";
import { sendLink } from "./send-link.job.ts";
import { setUsername } from "./set-username.ts";
import { signUp } from "./sign-up.ts";
import { sweepAccounts } from "./sweep-accounts.job.ts";
import { emailChanges, emailTokens } from "./tables.ts";
import { tellAddressTaken } from "./tell-address-taken.job.ts";
import { undoEmailChange } from "./email-change/undo-email-change.ts";
import { updateMe } from "./update-me.ts";
import { correctWhatIsKept } from "./promises/correct-what-is-kept.ts";
import { keepPreferences } from "./promises/keep-preferences.ts";
import { allowMemory } from "./consents/allow-memory.ts";
import { withdrawOwnConsent } from "./consents/withdraw-own-consent.ts";
import { askForNothingElse } from "./promises/ask-for-nothing-else.ts";

export const accountsModule: Module = {
  name: "accounts",
  tables: [emailTokens, emailChanges],
  endpoints: [
    changePassword,
    changeEmail,
    confirmEmailChange,
    undoEmailChange,
    setUsername,
    declareAge,
    signUp,
    askVerification,
    confirmEmail,
    askPasswordReset,
    resetPassword,
    getMe,
    updateMe,
    allowMemory,
    withdrawOwnConsent,
    importUsers,
  ],
  jobs: [answerAddress, sendLink, mailEmailChange, tellAddressTaken, sweepAccounts],
  promises: [askForNothingElse, keepPreferences, correctWhatIsKept],
};
