import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { identityErrors } from "./errors.ts";
import { providerRefusals } from "./refusal-of.ts";
import { pendingRefusals } from "./sign-in/keep-pending.ts";
import { linkIdentity } from "./sign-in/link-identity.ts";
import { answerFields, type Proven, returnFromProvider } from "./sign-in/return-from-provider.ts";

export const finishLink = endpoint({
  method: "POST",
  path: "/identities/finish",
  summary: "Link the identity that the provider sent back.",
  scope: "user",
  permission: "self",
  alsoNeeds: () => ["session"],
  purpose: "security",
  rate: "credentials",
  input: z.strictObject(answerFields),
  output: z.object({ id: z.string() }),
  status: 201,
  refusals: [
    ...pendingRefusals,
    identityErrors.email_missing,
    identityErrors.email_unverified,
    identityErrors.already_linked,
    ...providerRefusals,
  ],
  audit: { action: "identity.linked", target: ({ id }) => id },
  async prepare(ctx, answer): Promise<Proven> {
    const { proven, linkFor } = await returnFromProvider(ctx, answer);
    if (linkFor !== ctx.scope.userId) throw identityErrors.state_unknown(); // begun by somebody else in this browser
    return proven;
  },
  run: async (ctx, _input, { prepared }) => ({ id: await linkIdentity(ctx, prepared as Proven) }),
});
