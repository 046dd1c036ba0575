import type { Subject } from "../../../framework/context.ts";
import type { Db } from "../../../framework/database/tenant.ts";

/** What left for one target by deliveries of one kind. */
export type Sent = {
  kind: string;
  target: string | null;
  workspace_id: string | null;
  /** The tool that asked for it, where one did and is still known. */
  tool: string | null;
  /** It was written to somebody else than the subject. */
  to_others: boolean;
  last_at: Date;
};

/** Events are told by ids: which is what a receiver knows of the person by. */
const ofEvents = (about: string) => `
  select d.id from events e join deliveries d on d.about = e.id and d.kind = 'webhook'
    and d.holder in (select id from workspaces where organization_id = e.organization_id) where e.${about} = $1`;

const deliveriesOf: Record<Subject["kind"], string> = {
  user: `select id from deliveries where user_id = $1 union select id from deliveries where asked_by = $1 union ${ofEvents("person_id")}`,
  contact: `select id from deliveries where contact_id = $1 and workspace_id = (select workspace_id from contacts where id = $1)
    union ${ofEvents("contact_id")}
    union select c.delivery_id from runs r join tool_calls c on c.workspace_id = r.workspace_id and c.run_id = r.id
      where r.contact_id = $1 and c.delivery_id is not null`,
  organization:
    "select id from deliveries where holder = $1 or holder in (select id from workspaces where organization_id = $1)",
};

/** An attempt that got through, that may have, or that somebody answered: something was there to be read. */
const hasLeft = `not d.sandbox and (d.state = 'succeeded' or exists (select from delivery_attempts a
  where a.delivery_id = d.id and a.what in ('send', 'retract') and (a.state <> 'failed' or a.status is not null)))`;

/** By what something of the subject left, as far as the records go back: kinds and targets, no content. */
export const findSent = (db: Db, { kind, id }: Subject): Promise<Sent[]> =>
  db.query<Sent>(
    `with mine as (${deliveriesOf[kind]})
     select d.kind, d.target, d.workspace_id, c.tool,
       d.user_id is distinct from $1 and d.contact_id is distinct from $1 as to_others,
       max(coalesce(d.ended_at, d.first_tried_at, d.created_at)) as last_at
     from mine join deliveries d on d.id = mine.id
     left join tool_calls c on c.workspace_id = d.workspace_id and c.id = d.about
     where d.kind <> 'connection_revocation' and ${hasLeft}
     group by 1, 2, 3, 4, 5`,
    [id],
  );

/** A tool that asked the outside, and when it did last. */
export type AskedTool = { tool: string; last_at: Date };

const callsOf: Record<Subject["kind"], string> = {
  user: "c.user_id = $1",
  contact: "r.contact_id = $1",
  organization: "c.workspace_id in (select id from workspaces where organization_id = $1)",
};

/** What tools asked outside: reading is asked with words, too. */
export const findAskedTools = (db: Db, { kind, id }: Subject): Promise<AskedTool[]> =>
  db.query<AskedTool>(
    `select c.tool, max(coalesce(c.ended_at, c.started_at)) as last_at
     from tool_calls c join runs r on r.workspace_id = c.workspace_id and r.id = c.run_id
     where ${callsOf[kind]} and c.effect = 'reads' and c.state <> 'refused' and c.started_at is not null and not r.sandbox
     group by c.tool`,
    [id],
  );

/** Authorities that were handed what is kept, where the law lets the person know of it by now. */
export async function findAuthorities(db: Db, { kind, id }: Subject, at: Date): Promise<{ id: string }[]> {
  if (kind !== "contact") return [];
  return db.query<{ id: string }>(
    `select id from disclosures where contact_id = $1 and handed_out_at is not null
       and workspace_id = (select workspace_id from contacts where id = $1)
       and (withheld_until is null or withheld_until <= $2) order by id`,
    [id, at],
  );
}

/** How many programs of others read in the person's name, and when the last of them did. */
export async function findApps(db: Db, { kind, id }: Subject): Promise<{ apps: number; last_at: Date } | undefined> {
  if (kind !== "user") return undefined;
  const sql =
    "select count(*)::int as apps, max(last_used_at) as last_at from connected_apps where user_id = $1 and last_used_at is not null";
  const [found] = await db.query<{ apps: number; last_at: Date }>(sql, [id]);
  return found && found.apps > 0 ? found : undefined;
}
