import type { Module } from "../../framework/endpoint.ts";
import { createProcessor } from "./create-processor.ts";
import { processorErrors } from "./errors.ts";
import { listDeploymentProcessors } from "./list-deployment-processors.ts";
import { listProcessors } from "./list-processors.ts";
import { linkPolicies } from "./promises/link-policies.ts";
import { retireProcessor } from "./retire-processor.ts";
import { updateProcessor } from "./update-processor.ts";

export const processorsModule: Module = {
  name: "processors",
  endpoints: [listProcessors, listDeploymentProcessors, createProcessor, updateProcessor, retireProcessor],
  errors: processorErrors,
  promises: [linkPolicies],
};
