import type { Module } from "../../framework/endpoint.ts";
import { activateVersions, policyActivated } from "./in-force/activate-versions.job.ts";
import { answerPolicyVersion } from "./answer-policy-version.ts";
import { downloadPolicyVersion } from "./download-policy-version.ts";
import { policyVersionErrors } from "./errors.ts";
import { getOperatorProfile } from "./get-operator-profile.ts";
import { getTrustPage } from "./get-trust-page.ts";
import { listPolicyAnswers } from "./list-policy-answers.ts";
import { listPolicyVersions } from "./list-policy-versions.ts";
import { noteGoingOn } from "./note-going-on.job.ts";
import { onPolicyPublished } from "./on-policy-published.ts";
import { previewPolicyVersion } from "./preview-policy-version.ts";
import { announceChanges } from "./promises/announce-changes.ts";
import { dateVersions } from "./promises/date-versions.ts";
import { keepOldVersions } from "./promises/keep-old-versions.ts";
import { nameAnAuthority } from "./promises/name-an-authority.ts";
import { nameTheOperator } from "./promises/name-the-operator.ts";
import { recordAnswers } from "./promises/record-answers.ts";
import { followPolicy } from "./follow-policy.job.ts";
import { policyPublished } from "./publish-draft.ts";
import { publishPolicyVersion } from "./publish-policy-version.ts";
import { operatorProfiles, policyAcceptances, policyVersions } from "./tables.ts";
import { updateOperatorProfile } from "./update-operator-profile.ts";

export const policyVersionsModule: Module = {
  name: "policy-versions",
  tables: [operatorProfiles, policyVersions, policyAcceptances],
  endpoints: [
    getOperatorProfile,
    updateOperatorProfile,
    listPolicyVersions,
    listPolicyAnswers,
    previewPolicyVersion,
    publishPolicyVersion,
    answerPolicyVersion,
    getTrustPage,
    downloadPolicyVersion,
  ],
  jobs: [followPolicy, noteGoingOn, activateVersions],
  reactions: [onPolicyPublished],
  events: [policyPublished, policyActivated],
  errors: policyVersionErrors,
  promises: [announceChanges, dateVersions, keepOldVersions, nameAnAuthority, nameTheOperator, recordAnswers],
};
