import { on } from "../../framework/events.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { memberRemoved } from "../members/public.ts";

/** Without a membership an app is refused already; this keeps it from working again when the person comes back. */
export const onMemberLeft = on("connected_apps.end", memberRemoved, {
  purpose: "security",
  async run({ database, at }, { organization_id, user_id }) {
    await acrossTenants(database, "end the apps of somebody who left", (db) =>
      db.query(
        `update connected_apps set revoked_at = $3, revoked_because = 'left', expires_at = least(expires_at, $3)
         where organization_id = $1 and user_id = $2 and revoked_at is null`,
        [organization_id, user_id, at],
      ),
    );
  },
});
