import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { apiClientErrors } from "./errors.ts";
import { findDevice } from "./find-device.ts";
import { userCodeField } from "./view-device.ts";

const denyById = lookup<[string], { id: string }>(
  "deny_device_authorization",
  "update device_authorizations set state = 'denied' where id = $1 and state = 'pending' returning id",
);

export const denyDevice = endpoint({
  method: "POST",
  path: "/device-authorizations/deny",
  summary: "Refuse the device that shows this code.",
  scope: "user",
  permission: "self",
  alsoNeeds: () => ["session"],
  purpose: "security",
  rate: "credentials",
  input: z.strictObject({ user_code: userCodeField }),
  output: nothing,
  status: 204,
  refusals: [apiClientErrors.code_unknown],
  audit: { action: "device.denied", target: () => "" },
  async run(ctx, { user_code }) {
    const { id } = await findDevice(ctx, user_code);
    if ((await ctx.lookup(denyById, id)).length === 0) throw apiClientErrors.code_unknown();
    return {};
  },
});
