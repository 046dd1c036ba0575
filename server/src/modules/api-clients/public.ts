export { revokeApiClients } from "./revoke-family.ts";
