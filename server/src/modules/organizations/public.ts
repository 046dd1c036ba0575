export { organizationCreated } from "./create-organization.ts";
export { listOwnOrganizations, ownOrganization, type OwnOrganization } from "./list-own-organizations.ts";
export { organizations } from "./tables.ts";
