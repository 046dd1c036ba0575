import type { Gate, ReadStandings, Standing, WorkIds } from "../../egress/public.ts";
import { askTogether } from "../../framework/database/ask-together.ts";
import type { CustomRole } from "../../framework/request/authorize.ts";
import { beforeTenant, type Database, lookup } from "../../framework/database/tenant.ts";
import { customRolesSql } from "../sessions/public.ts";

type Stored = {
  is_organization_on: boolean;
  is_workspace_on: boolean;
  role: string | null;
  custom_roles: CustomRole[];
  is_suspended: boolean;
  is_locked: boolean;
};

const standingsSql = `select asked.place::int, o.ai_enabled and o.suspended_at is null as is_organization_on,
     w.ai_enabled as is_workspace_on, m.role, ${customRolesSql("w.id")} as custom_roles,
     o.suspended_at is not null or u.suspended_at is not null as is_suspended,
     exists (select 1 from account_locks l where l.user_id = asked.user_id and l.lifted_at is null
       and (l.purpose is null or l.purpose = 'ai')) as is_locked
   from unnest($1::text[], $2::text[], $3::text[]) with ordinality as asked(organization_id, workspace_id, user_id, place)
   join workspaces w on w.organization_id = asked.organization_id and w.id = asked.workspace_id
   join organizations o on o.organization_id = w.organization_id
   left join memberships m on m.organization_id = w.organization_id and m.user_id = asked.user_id
   left join users u on u.id = m.user_id`;

/** Switches and rights for several pieces of work; a person who is suspended has none, nor has anybody in a suspended organization. */
export const readStandings: ReadStandings = async (db, of) => {
  return inOrder(of, await db.query<Stored & { place: number }>(standingsSql, columnsOf(of)));
};

const standings = lookup<[string[], string[], string[]], Stored & { place: number }>("standings", standingsSql);

/** The rights of the person a work is for, and the switches of its workspace, as they are now; calls of one moment share a statement. */
export function openStandings(database: Database): Gate["readStanding"] {
  const ask = askTogether(async (asked: readonly WorkIds[]) => {
    const rows = await beforeTenant(database, standings, ...columnsOf(asked));
    return inOrder(asked, rows);
  });
  return async ({ scope }) => {
    const { organizationId = "", workspaceId = "", userId = "" } = scope;
    const standing = await ask({ organizationId, workspaceId, userId });
    return standing ?? { rights: { role: undefined }, ai: { organization: false, workspace: false } };
  };
}

const columnsOf = (of: readonly WorkIds[]): [string[], string[], string[]] => [
  of.map((ids) => ids.organizationId),
  of.map((ids) => ids.workspaceId),
  of.map((ids) => ids.userId),
];

function inOrder(of: readonly WorkIds[], rows: readonly (Stored & { place: number })[]): (Standing | undefined)[] {
  const byPlace = new Map(rows.map((row) => [row.place, present(row)]));
  return of.map((_, i) => byPlace.get(i + 1));
}

function present({ role, custom_roles, is_suspended, is_locked, ...is }: Stored): Standing {
  const rights = is_suspended || !role ? { role: undefined } : { role, customRoles: custom_roles };
  return { rights, ai: { organization: is.is_organization_on, workspace: is.is_workspace_on }, isLocked: is_locked };
}
