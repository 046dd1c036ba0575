import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { emailField } from "../users/public.ts";
import { askForLink } from "./answer-address.job.ts";

export const askPasswordReset = endpoint({
  method: "POST",
  path: "/password-resets",
  summary: "Send a link that lets the password be chosen anew.",
  description: "The answer is the same for every address.",
  scope: "anonymous",
  permission: "public",
  purpose: "security",
  rate: "credentials",
  input: z.strictObject({ email: emailField }),
  output: nothing,
  status: 202,
  audit: { action: "user.password_reset_asked", target: (_output, _input, scope) => scope.userId ?? "" },
  async run(ctx, { email }) {
    await askForLink(ctx, "reset_password", email);
    return {};
  },
});
