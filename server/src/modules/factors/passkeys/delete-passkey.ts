import * as z from "zod";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { noteRemoved } from "../note-added.ts";
import { passkeys } from "../tables.ts";

export const deletePasskey = endpoint({
  method: "DELETE",
  path: "/passkeys/{passkey_id}",
  summary: "Delete a passkey. It no longer signs you in.",
  description:
    "Delete it on the device as well, or that goes on offering it. The recovery codes go with the last factor.",
  scope: "user",
  permission: "self",
  purpose: "security",
  stepUp: true,
  input: z.strictObject({ passkey_id: z.string() }),
  output: nothing,
  status: 204,
  audit: { action: "passkey.deleted", target: (_, { passkey_id }) => passkey_id },
  async run(ctx, { passkey_id }) {
    const deleted = await ctx.db
      .of(passkeys)
      .deleteFrom("passkeys")
      .where("id", "=", passkey_id)
      .where("user_id", "=", ctx.scope.userId)
      .returning("id")
      .execute();
    if (deleted.length === 0) throw requestErrors.not_found();
    await noteRemoved(ctx, "passkey_removed");
    return {};
  },
});
