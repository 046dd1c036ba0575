import * as z from "zod";
import type { Context } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { isUniqueViolation } from "../../framework/errors.ts";
import { isOwnerLink, readSettings } from "../deployment/public.ts";
import { acceptInvitation, findInvitation, memberErrors } from "../members/public.ts";
import { completeSignIn } from "../sessions/public.ts";
import {
  birthDateField,
  checkAge,
  checkPassword,
  createUser,
  emailField,
  hashPassword,
  readAgeMinimum,
  userErrors,
} from "../users/public.ts";
import { localeField, nameField, timeZoneField } from "./describe-profile.ts";
import { sendLink } from "./send-link.job.ts";

const secretField = z.string().max(200);

/** What let the person in: nothing yet but their word, the owner link, or an invitation to that address. */
type Prepared = { passwordHash: string; proof: "none" | "owner" | "invitation"; ageMinimum: number };

const input = z.strictObject({
  email: emailField,
  password: z.string().max(1000).describe("At least 12 characters."),
  name: nameField,
  birth_date: birthDateField,
  locale: localeField.default("en"),
  time_zone: timeZoneField.default("UTC"),
  owner_token: secretField.optional().describe("From the link printed when Avow started without an owner."),
  invitation_token: secretField.optional().describe("From the link in an invitation."),
});

/** What sign-up does is the same whether or not the address has an account; the mail that follows is not. */
export const signUp = endpoint({
  method: "POST",
  path: "/users",
  summary: "Make an account.",
  description:
    "The answer is the same whether or not the address has an account: a mail to the address tells. With an owner or invitation token the address counts as confirmed, and the session starts at once.",
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  rate: "credentials",
  input,
  output: z.object({ next: z.enum(["signed_in", "verify_email"]) }),
  status: 201,
  refusals: [
    userErrors.too_young,
    userErrors.sign_up_closed,
    userErrors.invitation_needed,
    userErrors.password_refused,
    userErrors.owner_link_spent,
    userErrors.address_taken,
    userErrors.busy,
    memberErrors.invitation_spent,
    memberErrors.invitation_for_another,
  ],
  audit: { action: "user.signed_up", target: (_output, _input, scope) => scope.userId ?? "" },
  async prepare(ctx, asked): Promise<Prepared> {
    const ageMinimum = await readAgeMinimum(ctx);
    checkAge(asked.birth_date, ageMinimum, ctx.at);
    const proof = await admit(ctx, asked);
    checkPassword(asked.password, asked);
    const passwordHash = await hashPassword(asked.password, ctx.deployment.passwordCost);
    return { passwordHash, proof, ageMinimum };
  },
  async run(ctx, asked, { prepared }) {
    const { proof } = prepared as Prepared;
    await createOrRefuse(ctx, asked, prepared as Prepared);
    if (proof === "none") {
      await ctx.enqueue(sendLink, { kind: "verify_email" });
      return { next: "verify_email" as const };
    }
    await completeSignIn(ctx, { userId: ctx.db.scope.userId!, method: "sign_up", strong: true });
    if (proof === "invitation") await acceptInvitation(ctx, asked.invitation_token!, asked.birth_date);
    return { next: "signed_in" as const };
  },
});

/** Whether this person may make an account now, and what proves the address. */
async function admit(ctx: Context, asked: z.output<typeof input>): Promise<Prepared["proof"]> {
  if (asked.owner_token !== undefined) {
    if (!(await isOwnerLink(ctx, asked.owner_token))) throw userErrors.owner_link_spent();
    return "owner";
  }
  const { sign_up } = await readSettings(ctx);
  if (sign_up === "closed") throw userErrors.sign_up_closed();
  if (asked.invitation_token !== undefined) {
    const { email } = await findInvitation(ctx, asked.invitation_token);
    if (email !== asked.email) throw memberErrors.invitation_for_another();
    return "invitation";
  }
  if (sign_up === "invited") throw userErrors.invitation_needed();
  return "none";
}

/** An unconfirmed address collides with nothing. A proven one may: then whoever holds it is told. */
async function createOrRefuse(
  ctx: Context,
  asked: z.output<typeof input>,
  { passwordHash, proof, ageMinimum }: Prepared,
): Promise<void> {
  try {
    await createUser(ctx, {
      email: asked.email,
      name: asked.name,
      locale: asked.locale,
      timeZone: asked.time_zone,
      passwordHash,
      ageMinimum,
      isOperator: proof === "owner",
      isVerified: proof !== "none",
    });
  } catch (error) {
    if (isUniqueViolation(error, "users_is_operator")) throw userErrors.owner_link_spent();
    if (isUniqueViolation(error, "users_email_index")) throw userErrors.address_taken();
    throw error;
  }
}
