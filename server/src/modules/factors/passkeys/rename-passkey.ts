import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { passkeys } from "../tables.ts";
import { passkeyNameField, passkeyOutput } from "./passkey-output.ts";

export const renamePasskey = endpoint({
  method: "PATCH",
  path: "/passkeys/{passkey_id}",
  summary: "Give a passkey another name.",
  scope: "user",
  permission: "self",
  purpose: "account",
  input: z.strictObject({ passkey_id: z.string(), name: passkeyNameField }),
  output: passkeyOutput,
  audit: { action: "passkey.renamed", target: ({ id }) => id },
  async run(ctx, { passkey_id: id, name }) {
    const key = await ctx.keys.of({ kind: "user", id: ctx.scope.userId }, "credential");
    const renamed = await ctx.db
      .of(passkeys)
      .updateTable("passkeys")
      .set({ name: ctx.seal(passkeys, key, { id, name }).name })
      .where("id", "=", id)
      .where("user_id", "=", ctx.scope.userId)
      .returning(["id", "is_synced", "created_at", "last_used_at"])
      .executeTakeFirst();
    if (!renamed) throw requestErrors.not_found();
    return { ...renamed, name };
  },
});
