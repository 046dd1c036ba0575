import * as z from "zod";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { grantableScopes } from "./read-scopes.ts";
import { apiClientErrors } from "./errors.ts";
import { findDevice } from "./find-device.ts";
import { programs } from "./tables.ts";

export const userCodeField = z.string().min(8).max(20).describe("The code that the device shows.");

export const viewDevice = endpoint({
  method: "POST",
  path: "/device-authorizations/view",
  summary: "What the device that shows this code asks for.",
  scope: "user",
  permission: "self",
  alsoNeeds: () => ["session"],
  purpose: "security",
  rate: "credentials",
  input: z.strictObject({ user_code: userCodeField }),
  output: z.object({
    program: z.enum(programs),
    name: z.string().describe("As the device calls itself."),
    scopes: z.array(z.string()).describe("What it asks for and you can allow."),
    out_of_reach: z.array(z.string()).describe("What it asks for and you may not do yourself."),
    created_at: timeOutput,
  }),
  refusals: [apiClientErrors.code_unknown],
  audit: { action: "device.viewed", target: () => "" },
  async run(ctx, { user_code }) {
    const { program, name, scopes, created_at } = await findDevice(ctx, user_code);
    const own = await grantableScopes(ctx);
    const isOwn = (scope: string) => own.has(scope);
    return { program, name, scopes: scopes.filter(isOwn), out_of_reach: scopes.filter((s) => !isOwn(s)), created_at };
  },
});
