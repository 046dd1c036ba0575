import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { isUniqueViolation } from "../../framework/errors.ts";
import { indexUsername, isReserved, userErrors, usernameField, users } from "../users/public.ts";
import { describeProfile, profileOutput } from "./describe-profile.ts";

export const setUsername = endpoint({
  method: "PUT",
  path: "/me/username",
  summary: "Choose the user name to sign in with besides the address, or give it up.",
  description: "Upper and lower case are the same. A name given up can be had by others at once.",
  scope: "user",
  permission: "self",
  purpose: "account",
  rate: "credentials",
  input: z.strictObject({ username: usernameField.nullable() }),
  output: profileOutput,
  refusals: [userErrors.username_taken],
  audit: { action: "user.username_changed", target: ({ id }) => id },
  async run(ctx, { username }) {
    if (username !== null && isReserved(username)) throw userErrors.username_taken();
    const id = ctx.scope.userId;
    const key = await ctx.keys.of({ kind: "user", id }, "account");
    const sealed = ctx.seal(users, key, { id, username });
    const username_index = username === null ? null : indexUsername(ctx.keyring, username);
    const change = ctx.db
      .of(users)
      .updateTable("users")
      .set((is) => ({ username: sealed.username, username_index, version: is("version", "+", 1) }))
      .where("id", "=", id);
    await change.execute().catch((error: unknown) => {
      throw isUniqueViolation(error, "users_username_index") ? userErrors.username_taken() : error;
    });
    return describeProfile(ctx);
  },
});
