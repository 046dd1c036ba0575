import * as z from "zod";
import { dayMs, later } from "../../framework/clock.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { isUniqueViolation } from "../../framework/errors.ts";
import { grantableScopes } from "./read-scopes.ts";
import { apiClientOutput, describeApiClient } from "./describe-api-client.ts";
import { apiClientErrors } from "./errors.ts";
import { findDevice } from "./find-device.ts";
import { userCodeField } from "./view-device.ts";
import { readOwnMethod } from "../sessions/public.ts";
import { apiClients } from "./tables.ts";

export const approveDevice = endpoint({
  method: "POST",
  path: "/device-authorizations/approve",
  summary: "Let the device that shows this code act for you.",
  description: "It can do what `scopes` says, never more than you may at that moment, until you revoke it.",
  scope: "user",
  permission: "self",
  alsoNeeds: () => ["session"],
  stepUp: true,
  purpose: "security",
  rate: "credentials",
  input: z.strictObject({
    user_code: userCodeField,
    scopes: z
      .array(z.string().max(60))
      .min(1)
      .max(200)
      .optional()
      .describe("Without: all that it asked for and you may."),
  }),
  output: apiClientOutput,
  status: 201,
  refusals: [apiClientErrors.code_unknown, apiClientErrors.scope_refused],
  audit: { action: "api_client.approved", target: ({ id }) => id },
  async run(ctx, { user_code, scopes }) {
    const device = await findDevice(ctx, user_code);
    const own = await grantableScopes(ctx);
    const refused = scopes?.find((scope) => !own.has(scope) || !device.scopes.includes(scope));
    if (refused !== undefined) throw apiClientErrors.scope_refused({ scope: refused.replaceAll(/[^\w.]/g, "?") });
    const userId = ctx.scope.userId;
    const key = await ctx.keys.of({ kind: "user", id: userId }, "credential");
    const row = ctx.seal(apiClients, key, {
      id: ctx.newId("apc"),
      user_id: userId,
      program: device.program,
      name: device.name,
      scopes: [...new Set(scopes ?? device.scopes.filter((scope) => own.has(scope)))].toSorted(),
      method: await readOwnMethod(ctx),
      device_code_hash: device.device_code_hash,
      created_at: ctx.at,
      last_used_at: null,
      // Unless it fetches its tokens within a day, there is nothing to keep.
      expires_at: later(ctx.at, dayMs),
    });
    try {
      await ctx.db.of(apiClients).insertInto("api_clients").values(row).execute();
    } catch (error) {
      if (isUniqueViolation(error, "api_clients_device_code_hash_key")) throw apiClientErrors.code_unknown();
      throw error;
    }
    return describeApiClient(ctx, key, row);
  },
});
