import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { readAgeMinimum } from "../users/public.ts";
import { readSettings } from "./read-settings.ts";
import { signUpModes } from "./tables.ts";

const operator = lookup<[], { id: string }>("operator", "select id from users where is_operator");

export const describeDeployment = endpoint({
  method: "GET",
  path: "/deployment",
  summary: "What anyone may know of this deployment before signing in.",
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  input: z.strictObject({}),
  output: z.object({
    sign_up: z.enum(signUpModes),
    age_minimum: z.int(),
    has_owner: z.boolean().describe("Whether someone has used the owner link."),
    mail: z.enum(["smtp", "mailbox"]).describe("Where mails go: out, or to a page for the operator."),
    google: z.boolean().describe("Whether one can sign in by Google."),
    sandbox: z.boolean().describe("Whether the sandbox model, which calls no AI, is offered."),
    version: z.string(),
  }),
  async run(ctx) {
    const asked = [readSettings(ctx), ctx.lookup(operator), readAgeMinimum(ctx)] as const;
    const [settings, operators, age_minimum] = await Promise.all(asked);
    const { smtpUrl, version } = ctx.deployment;
    return {
      sign_up: settings.sign_up,
      age_minimum,
      has_owner: operators.length > 0,
      mail: smtpUrl ? ("smtp" as const) : ("mailbox" as const),
      google: ctx.deployment.google !== undefined,
      sandbox: true,
      version,
    };
  },
});
