import { on } from "../../framework/events.ts";
import { workspaceDeleted } from "../workspaces/public.ts";

/** A key whose last workspace is gone reaches nothing: it need not take up room. */
export const onWorkspaceDeleted = on("api_keys.revoke_unreaching", workspaceDeleted, {
  purpose: "security",
  async run({ db, at }, { organization_id }) {
    await db.query(
      `update api_keys k set revoked_at = $2, expires_at = least(expires_at, $2)
       where k.organization_id = $1 and k.revoked_at is null and k.workspace_id is not null
         and not exists (select 1 from workspaces w where w.organization_id = k.organization_id
           and (w.id = k.workspace_id or w.id = any(k.workspace_ids)))`,
      [organization_id, at],
    );
  },
});
