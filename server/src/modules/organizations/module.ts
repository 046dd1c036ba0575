import type { Module } from "../../framework/endpoint.ts";
import { createOrganization, organizationCreated } from "./create-organization.ts";
import { organizationErrors } from "./errors.ts";
import { getOrganization } from "./get-organization.ts";
import { organizations } from "./tables.ts";
import { updateOrganization } from "./update-organization.ts";

export const organizationsModule: Module = {
  name: "organizations",
  tables: [organizations],
  endpoints: [createOrganization, getOrganization, updateOrganization],
  events: [organizationCreated],
  errors: organizationErrors,
};
