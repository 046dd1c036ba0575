import * as z from "zod";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { emailField, findUserByEmail } from "../users/public.ts";

const standing = lookup<[string], { id: string; created_at: Date; suspended_at: Date | null; organizations: number }>(
  "user_standing",
  `select u.id, u.created_at, u.suspended_at,
     (select count(*)::int from memberships m where m.user_id = u.id) as organizations
   from users u where u.id = $1`,
);

export const findUser = endpoint({
  method: "POST",
  path: "/operator/users/find",
  summary: "The account of an address, for whoever knows the address.",
  description: "There is no list of everybody: an operator has no need of one. That you asked is audited.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject({ email: emailField }),
  output: z.object({
    user: z
      .object({
        id: z.string(),
        created_at: timeOutput,
        suspended: z.boolean(),
        organizations: z.int().describe("How many they belong to."),
      })
      .nullable(),
  }),
  audit: { action: "user.looked_up", target: ({ user }) => user?.id ?? "" },
  async run(ctx, { email }) {
    const id = await findUserByEmail(ctx, email);
    const [found] = id ? await ctx.lookup(standing, id) : [];
    if (!found) return { user: null };
    const { suspended_at, ...user } = found;
    return { user: { ...user, suspended: suspended_at !== null } };
  },
});
