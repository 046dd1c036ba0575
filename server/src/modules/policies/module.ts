import type { Module } from "../../framework/endpoint.ts";
import { policyErrors } from "./errors.ts";
import { getDeploymentPolicy } from "./get-deployment-policy.ts";
import { getPolicy } from "./get-policy.ts";
import { getWorkspacePolicy } from "./get-workspace-policy.ts";
import { listPolicyChanges } from "./list-policy-changes.ts";
import { previewDeploymentPolicy } from "./preview-deployment-policy.ts";
import { previewPolicy } from "./preview-policy.ts";
import { policyChanged } from "./save-policy.ts";
import { updateDeploymentPolicy } from "./update-deployment-policy.ts";
import { updatePolicy } from "./update-policy.ts";
import { withdrawPolicyChange } from "./withdraw-policy-change.ts";

export const policiesModule: Module = {
  name: "policies",
  endpoints: [
    getPolicy,
    getWorkspacePolicy,
    previewPolicy,
    updatePolicy,
    listPolicyChanges,
    withdrawPolicyChange,
    getDeploymentPolicy,
    previewDeploymentPolicy,
    updateDeploymentPolicy,
  ],
  events: [policyChanged],
  errors: policyErrors,
};
