import type { Module } from "../../framework/endpoint.ts";
import { describeDeployment } from "./describe-deployment.ts";
import { deploymentErrors } from "./errors.ts";
import { findUser } from "./find-user.ts";
import { getSettings } from "./get-settings.ts";
import { listOrganizations } from "./list-organizations.ts";
import { resumeOrganization, suspendOrganization } from "./suspend-organization.ts";
import { resumeUser, suspendUser } from "./suspend-user.ts";
import { sweepOwnerLinks } from "./sweep-owner-links.job.ts";
import { deploymentSettings, ownerLinks } from "./tables.ts";
import { updateSettings } from "./update-settings.ts";
import { admitAdults } from "./promises/admit-adults.ts";

export const deploymentModule: Module = {
  name: "deployment",
  tables: [deploymentSettings, ownerLinks],
  endpoints: [
    describeDeployment,
    getSettings,
    updateSettings,
    listOrganizations,
    suspendOrganization,
    resumeOrganization,
    findUser,
    resumeUser,
    suspendUser,
  ],
  jobs: [sweepOwnerLinks],
  errors: deploymentErrors,
  promises: [admitAdults],
};
