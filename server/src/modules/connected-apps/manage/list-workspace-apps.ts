import type { Selectable } from "kysely";
import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../../framework/request/pagination.ts";
import type { RowTypes } from "../../../framework/table.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { connectedAppOutput, presentConnectedApp } from "../present-connected-app.ts";
import type { connectedApps } from "../tables.ts";

const workspaceApp = connectedAppOutput.extend({ user_id: z.string().describe("For whom it acts.") });

export const listWorkspaceApps = endpoint({
  method: "GET",
  path: "/workspace-connected-apps",
  summary: "Every app that acts for a member in this workspace, newest first.",
  scope: "workspace",
  permission: "connected_apps.read",
  purpose: "security",
  input: z.strictObject(pageInput),
  output: pageOf(workspaceApp),
  async run(ctx, { limit, cursor }) {
    const { organizationId, workspaceId } = ctx.scope;
    const asked = [organizationId, workspaceId, ctx.at, readCursor(cursor) ?? "~", limit + 1];
    const rows = await acrossTenants(ctx.database, "list the apps of a workspace's members", (db) =>
      db.query<Selectable<RowTypes<typeof connectedApps>>>(
        `select * from connected_apps where organization_id = $1 and workspace_id = $2 and revoked_at is null
           and expires_at > $3 and id < $4 order by id desc limit $5`,
        asked,
      ),
    );
    const page = toPage(rows, limit, ({ id }) => id);
    const people = [...new Set(page.data.map(({ user_id }) => user_id))];
    const keys = await ctx.keys.many("user", people, "credential");
    const data = page.data.flatMap((row) => {
      const key = keys.get(row.user_id);
      return key ? [{ ...presentConnectedApp(ctx, key, row), user_id: row.user_id }] : [];
    });
    return { ...page, data };
  },
});
