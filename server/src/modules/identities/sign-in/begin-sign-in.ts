import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { emailField } from "../../users/public.ts";
import { identityErrors } from "../errors.ts";
import { providerRefusals } from "../refusal-of.ts";
import { findSignInProvider, google } from "./find-sign-in-provider.ts";
import { keepPending } from "./keep-pending.ts";
import { leaveForProvider, type Leaving } from "./leave-for-provider.ts";

export const beginSignIn = endpoint({
  method: "POST",
  path: "/sign-ins",
  summary: "Begin to sign in by Google, or by the provider of an address.",
  description:
    "Send the browser to `url`. It comes back to `/sign-in/callback` with `code`, `state` and `iss`, for `POST /sign-ins/finish`.",
  scope: "anonymous",
  permission: "public",
  purpose: "security",
  rate: "credentials",
  input: z.strictObject({
    provider: z.literal(google).optional(),
    email: emailField.optional().describe("Without `provider`: the address whose organization is asked."),
    anew: z
      .boolean()
      .default(false)
      .describe(
        "Have the provider ask who you are, whomever it remembers: what counts as a proof before dangerous deeds.",
      ),
  }),
  output: z.object({ url: z.string() }),
  status: 201,
  refusals: [identityErrors.domain_not_allowed, ...providerRefusals],
  audit: { action: "sign_in.begun", target: () => "" },
  async prepare(ctx, { provider, email, anew }): Promise<Leaving> {
    const found = await findSignInProvider(ctx, provider ? { id: provider } : { email: email ?? "" });
    if (!found) throw identityErrors.domain_not_allowed();
    return leaveForProvider(ctx, found, { isAnew: anew });
  },
  async run(ctx, _input, { prepared }) {
    const { url, away } = prepared as Leaving;
    await keepPending(ctx, away.secrets.state, away);
    return { url };
  },
});
