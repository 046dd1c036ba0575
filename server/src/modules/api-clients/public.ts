export { describeAuthorizationServer } from "./describe-authorization-server.ts";
export { revokeApiClients } from "./revoke-family.ts";
