import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { parameters } from "../../privacy/public.ts";
import { birthDateField, checkAge, userErrors, users } from "../users/public.ts";
import { describeProfile, profileOutput } from "./describe-profile.ts";

const { "age.min": least, "age.companions": most } = parameters;
if (least.kind !== "number" || most.kind !== "number") throw new TypeError("an age is a number of years");

export const declareAge = endpoint({
  method: "POST",
  path: "/me/age",
  summary: "Declare that you are at least so many years old.",
  description:
    "Some agents, and some organizations, ask for more years than your account did. The date is compared and not kept; that you are as old is.",
  scope: "user",
  permission: "self",
  purpose: "account",
  rate: "credentials",
  input: z.strictObject({
    birth_date: birthDateField,
    years: z.int().min(least.min).max(most.max).describe("As `facts.years` of the refusal says."),
  }),
  output: profileOutput,
  refusals: [userErrors.too_young],
  audit: { action: "user.age_declared", target: ({ id }) => id },
  async run(ctx, { birth_date, years }) {
    checkAge(birth_date, years, ctx.at);
    await ctx.db
      .of(users)
      .updateTable("users")
      .set((is) => ({ age_minimum: years, age_declared_at: ctx.at, version: is("version", "+", 1) }))
      .where("id", "=", ctx.scope.userId)
      .where("age_minimum", "<", years)
      .execute();
    return describeProfile(ctx);
  },
});
