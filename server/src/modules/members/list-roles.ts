import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { describeRoles, permissionNames } from "./describe-roles.ts";
import { roleNames } from "./tables.ts";

export const listRoles = endpoint({
  method: "GET",
  path: "/roles",
  summary: "List the roles, the permissions, and which role has which.",
  description: "What an API key may be given are the permissions marked `for_api_keys` that its maker's role has.",
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  input: z.strictObject({}),
  output: z.object({
    roles: z.array(
      z.object({ role: z.enum(roleNames), summary: z.string(), permissions: z.array(z.enum(permissionNames)) }),
    ),
    permissions: z.array(
      z.object({ permission: z.enum(permissionNames), summary: z.string(), for_api_keys: z.boolean() }),
    ),
  }),
  run: () => Promise.resolve(describeRoles()),
});
