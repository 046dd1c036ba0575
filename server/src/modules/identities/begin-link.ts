import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { emailField } from "../users/public.ts";
import { identityErrors } from "./errors.ts";
import { providerRefusals } from "./refusal-of.ts";
import { findSignInProvider, google } from "./sign-in/find-sign-in-provider.ts";
import { keepPending } from "./sign-in/keep-pending.ts";
import { leaveForProvider, type Leaving } from "./sign-in/leave-for-provider.ts";

export const beginLink = endpoint({
  method: "POST",
  path: "/identities",
  summary: "Begin to link an identity at a provider to your account.",
  description: "Send the browser to `url`; it comes back with what `POST /identities/finish` takes.",
  scope: "user",
  permission: "self",
  alsoNeeds: () => ["session"],
  stepUp: true,
  purpose: "security",
  rate: "credentials",
  input: z.strictObject({
    provider: z.literal(google).optional(),
    email: emailField.optional().describe("Without `provider`: an address whose organization's provider is meant."),
  }),
  output: z.object({ url: z.string() }),
  status: 201,
  refusals: [identityErrors.domain_not_allowed, ...providerRefusals],
  audit: { action: "identity.link_begun", target: () => "" },
  async prepare(ctx, { provider, email }): Promise<Leaving | Error> {
    const found = await findSignInProvider(ctx, provider ? { id: provider } : { email: email ?? "" });
    if (!found) return identityErrors.domain_not_allowed();
    return leaveForProvider(ctx, found, { linkFor: ctx.scope.userId });
  },
  async run(ctx, _input, { prepared }) {
    if (prepared instanceof Error) throw prepared;
    const { url, away } = prepared as Leaving;
    await keepPending(ctx, away.secrets.state, away);
    return { url };
  },
});
