import type { Module } from "../../framework/endpoint.ts";
import { createApiKey } from "./create-api-key.ts";
import { apiKeyErrors } from "./errors.ts";
import { listApiKeys } from "./list-api-keys.ts";
import { onMemberRemoved } from "./on-member-removed.ts";
import { onWorkspaceDeleted } from "./on-workspace-deleted.ts";
import { revokeApiKey } from "./revoke-api-key.ts";
import { apiKeys } from "./tables.ts";
import { bindKeys } from "./promises/bind-keys.ts";

export const apiKeysModule: Module = {
  name: "api-keys",
  tables: [apiKeys],
  endpoints: [listApiKeys, createApiKey, revokeApiKey],
  reactions: [onMemberRemoved, onWorkspaceDeleted],
  errors: apiKeyErrors,
  promises: [bindKeys],
};
