import type { ReadSwitches, Standing } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";

type Switches = { organization: boolean; workspace: boolean };

/** The role of the person a work is for, and the switches of its workspace, as they are now. */
export async function readStanding({ db, scope }: Work): Promise<Standing> {
  const [row] = await db.query<Switches & { role: string | null }>(
    `select o.ai_enabled as organization, w.ai_enabled as workspace, m.role
     from workspaces w join organizations o using (organization_id)
     left join memberships m on m.organization_id = w.organization_id and m.user_id = $3
     where w.organization_id = $1 and w.id = $2 and o.suspended_at is null`,
    [scope.organizationId, scope.workspaceId, scope.userId],
  );
  if (!row) return { role: undefined, ai: { organization: false, workspace: false } };
  return { role: row.role ?? undefined, ai: { organization: row.organization, workspace: row.workspace } };
}

/** The switches of many workspaces; those of suspended organizations are off. */
export const readSwitches: ReadSwitches = async (db, of) => {
  const rows = await db.query<Switches & { id: string }>(
    `select w.id, o.ai_enabled and o.suspended_at is null as organization, w.ai_enabled as workspace
     from workspaces w join organizations o using (organization_id)
     where (w.organization_id, w.id) in (select * from unnest($1::text[], $2::text[]))`,
    [of.map((ids) => ids.organizationId), of.map((ids) => ids.workspaceId)],
  );
  return new Map(rows.map(({ id, ...switches }) => [id, switches]));
};
