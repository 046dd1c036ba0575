import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { isUniqueViolation } from "../../../framework/errors.ts";
import { localeField, nameField, timeZoneField } from "../../accounts/public.ts";
import { completeSignIn, signInOutput } from "../../sessions/public.ts";
import { birthDateField, checkAge, createUser, readAgeMinimum, userErrors } from "../../users/public.ts";
import { identityErrors } from "../errors.ts";
import { admitMember } from "./admit-member.ts";
import { findSignInProvider, type SignInProvider } from "./find-sign-in-provider.ts";
import { pendingRefusals, takePending } from "./keep-pending.ts";
import { linkIdentity } from "./link-identity.ts";
import { type Proven, provedAt } from "./return-from-provider.ts";

type Prepared = { proven: Proven; found: SignInProvider; ageMinimum: number };

export const signUpByProvider = endpoint({
  method: "POST",
  path: "/sign-ins/sign-up",
  summary: "Make an account for whom a provider has vouched.",
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  rate: "credentials",
  input: z.strictObject({
    token: z.string().max(200),
    name: nameField,
    birth_date: birthDateField,
    locale: localeField.default("en"),
    time_zone: timeZoneField.default("UTC"),
  }),
  output: signInOutput,
  status: 201,
  refusals: [...pendingRefusals, userErrors.too_young, userErrors.address_taken],
  audit: { action: "user.signed_up", target: (_output, _input, scope) => scope.userId ?? "" },
  async prepare(ctx, { token, birth_date }): Promise<Prepared> {
    const ageMinimum = await readAgeMinimum(ctx);
    checkAge(birth_date, ageMinimum, ctx.at);
    const { proven } = await takePending<{ proven: Proven }>(ctx, token);
    const found = await findSignInProvider(ctx, { id: proven.provider });
    if (!found) throw identityErrors.state_unknown();
    return { proven, found, ageMinimum };
  },
  async run(ctx, { name, birth_date, locale, time_zone }, { prepared }) {
    const { proven, found, ageMinimum } = prepared as Prepared;
    const person = { email: proven.email, name, locale, timeZone: time_zone, ageMinimum };
    const userId = await createUser(ctx, { ...person, isOperator: false, isVerified: true }).catch((error: unknown) => {
      throw isUniqueViolation(error, "users_email_index") ? userErrors.address_taken() : error;
    });
    await linkIdentity(ctx, proven);
    const outcome = await completeSignIn(ctx, {
      userId,
      method: `oidc:${found.id}`,
      strong: false,
      provedAt: provedAt(ctx, proven),
    });
    await admitMember(ctx, found, proven, birth_date);
    return outcome;
  },
});
