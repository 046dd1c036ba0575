import { on } from "../../framework/events.ts";
import { memberRemoved } from "../members/public.ts";

/** Without a membership a key is refused already; this keeps it from working again when the person comes back. */
export const onMemberRemoved = on("api_keys.revoke", memberRemoved, {
  purpose: "security",
  async run({ db, at }, { organization_id, user_id }) {
    await db.query(
      `update api_keys set revoked_at = $3, expires_at = least(expires_at, $3)
       where organization_id = $1 and created_by = $2 and revoked_at is null`,
      [organization_id, user_id, at],
    );
  },
});
