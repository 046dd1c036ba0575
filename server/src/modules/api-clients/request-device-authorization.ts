import * as z from "zod";
import { later, minuteMs } from "../../framework/clock.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { newSecret } from "../../framework/ids.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { hashToken } from "../sessions/public.ts";
import { readScopes } from "./read-scopes.ts";
import { apiClientErrors } from "./errors.ts";
import { isProgram } from "./is-program.ts";
import { pollSeconds } from "./take-device-code.ts";
import { hashUserCode, newUserCode, sealDeviceName } from "./new-user-code.ts";

const lifetimeMs = 10 * minuteMs;

const addDeviceAuthorization = lookup<
  [string, Buffer, Buffer, string, Buffer, readonly string[], Date, Date],
  { id: string }
>(
  "add_device_authorization",
  `insert into device_authorizations (id, device_code_hash, user_code_hash, program, name, scopes, state, created_at, expires_at)
   values ($1, $2, $3, $4, $5, $6, 'pending', $7, $8) returning id`,
);

export const requestDeviceAuthorization = endpoint({
  method: "POST",
  path: "/oauth/device_authorization",
  summary: "Ask to act for whoever types the code this answers with.",
  description:
    "OAuth 2.0 device authorization (RFC 8628), for programs without a browser. Show `user_code` and `verification_uri`, then ask `/oauth/token` every `interval` seconds.",
  dialect: "oauth",
  scope: "anonymous",
  permission: "public",
  purpose: "security",
  rate: "credentials",
  input: z.strictObject({
    client_id: z.string().max(60),
    scope: z
      .string()
      .max(2000)
      .optional()
      .describe("Permissions, separated by spaces. Without: everything a program may have."),
    client_name: z
      .string()
      .trim()
      .min(1)
      .max(80)
      .optional()
      .describe("What the device is called, shown to the person."),
  }),
  output: z.object({
    device_code: z.string(),
    user_code: z.string(),
    verification_uri: z.url(),
    verification_uri_complete: z.url(),
    expires_in: z.int(),
    interval: z.int(),
  }),
  refusals: [apiClientErrors.invalid_client, apiClientErrors.invalid_scope],
  audit: { action: "device.announced", target: () => "" },
  async run(ctx, { client_id, scope, client_name }) {
    if (!isProgram(client_id)) throw apiClientErrors.invalid_client();
    const scopes = readScopes(scope);
    const [deviceCode, userCode] = [newSecret(), newUserCode()];
    const name = sealDeviceName(ctx.keyring, userCode, client_name ?? client_id);
    const hashes = [hashToken(deviceCode), hashUserCode(ctx.keyring, userCode)] as const;
    const until = later(ctx.at, lifetimeMs);
    await ctx.lookup(addDeviceAuthorization, ctx.newId("dva"), ...hashes, client_id, name, scopes, ctx.at, until);
    const uri = `${ctx.deployment.origin}/device`;
    return {
      device_code: deviceCode,
      user_code: userCode,
      verification_uri: uri,
      verification_uri_complete: `${uri}#code=${userCode}`,
      expires_in: lifetimeMs / 1000,
      interval: pollSeconds,
    };
  },
});
