import * as z from "zod";
import type { Context } from "../../../framework/context.ts";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { sendMail } from "../../mail/public.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { revokeApp } from "../revoke-app.ts";
import { connectedAppEnded } from "../revoke-connected-app.ts";

export const endWorkspaceApp = endpoint({
  method: "DELETE",
  path: "/workspace-connected-apps/{member_app_id}",
  summary: "End an app that acts for a member of this workspace. Its tokens stop working at once.",
  scope: "workspace",
  permission: "connected_apps.write",
  purpose: "security",
  input: z.strictObject({ member_app_id: z.string() }),
  output: nothing,
  status: 204,
  audit: { action: "connected_app.ended", target: (_, { member_app_id }) => member_app_id },
  load: (ctx, { member_app_id }) => findMember(ctx, member_app_id),
  async run(ctx, { member_app_id }, { resource: userId }) {
    const { userId: self } = ctx.scope;
    // The row is its member's alone: ended in their scope, told of in one's own.
    await ctx.become({ userId });
    const isEnded = await revokeApp(ctx, member_app_id, "managed");
    await ctx.become({ userId: self });
    if (!isEnded) throw requestErrors.not_found();
    await ctx.emit(connectedAppEnded, { connected_app_id: member_app_id });
    const filling = { link: `${ctx.deployment.origin}/developers` };
    if (userId !== self) await sendMail(ctx, { to: { userId }, template: "connected_app_ended", filling });
    return {};
  },
});

/** For whom an app of this workspace acts. @throws Refusal `request.not_found` */
async function findMember({ database, scope }: Context<"workspace">, id: string): Promise<string> {
  const [found] = await acrossTenants(database, "find for whom an app acts", (db) =>
    db.query<{ user_id: string }>(
      "select user_id from connected_apps where organization_id = $1 and workspace_id = $2 and id = $3 and revoked_at is null",
      [scope.organizationId, scope.workspaceId, id],
    ),
  );
  if (!found) throw requestErrors.not_found();
  return found.user_id;
}
