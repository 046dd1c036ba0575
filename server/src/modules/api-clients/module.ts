import type { Module } from "../../framework/endpoint.ts";
import { approveDevice } from "./approve-device.ts";
import { denyDevice } from "./deny-device.ts";
import { apiClientErrors } from "./errors.ts";
import { exchangeToken } from "./exchange-token.ts";
import { viewDevice } from "./view-device.ts";
import { listApiClients } from "./list-api-clients.ts";
import { requestDeviceAuthorization } from "./request-device-authorization.ts";
import { revokeApiClient } from "./revoke-api-client.ts";
import { revokeToken } from "./revoke-token.ts";
import { sweepApiClients } from "./sweep-api-clients.job.ts";
import { apiClients, apiClientTokens, deviceAuthorizations } from "./tables.ts";
import { rotateTokens } from "./promises/rotate-tokens.ts";

export const apiClientsModule: Module = {
  name: "api-clients",
  tables: [deviceAuthorizations, apiClients, apiClientTokens],
  endpoints: [
    requestDeviceAuthorization,
    exchangeToken,
    revokeToken,
    viewDevice,
    approveDevice,
    denyDevice,
    listApiClients,
    revokeApiClient,
  ],
  jobs: [sweepApiClients],
  errors: apiClientErrors,
  promises: [rotateTokens],
};
