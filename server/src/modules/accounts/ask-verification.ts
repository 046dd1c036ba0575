import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { emailField } from "../users/public.ts";
import { askForLink } from "./answer-address.job.ts";

export const askVerification = endpoint({
  method: "POST",
  path: "/email-verifications",
  summary: "Send the link that confirms an address once more.",
  description: "The answer is the same for every address.",
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  rate: "credentials",
  input: z.strictObject({ email: emailField }),
  output: nothing,
  status: 202,
  audit: { action: "user.verification_asked", target: (_output, _input, scope) => scope.userId ?? "" },
  async run(ctx, { email }) {
    await askForLink(ctx, "verify_email", email);
    return {};
  },
});
