export { listOwnOrganizations, ownOrganization } from "./list-own-organizations.ts";
export { organizations } from "./tables.ts";
