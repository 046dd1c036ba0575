import type { ReadContacts } from "../../egress/public.ts";
import type { AgeState } from "./tables.ts";

type Stored = { place: number; age: AgeState; has_agreed: boolean; is_locked: boolean };

const standingsSql = `select asked.place::int, c.age_state as age,
     coalesce((select s.state = 'given' from contact_consents s
       where s.workspace_id = c.workspace_id and s.contact_id = c.id and s.purpose = asked.purpose
       order by s.recorded_at desc, s.state desc, s.id desc limit 1), false) as has_agreed,
     exists (select 1 from contact_locks l where l.workspace_id = c.workspace_id and l.contact_id = c.id
       and l.lifted_at is null and (l.purpose is null or l.purpose = asked.purpose)) as is_locked
   from unnest($1::text[], $2::text[], $3::text[]) with ordinality as asked(workspace_id, contact_id, purpose, place)
   join contacts c on c.workspace_id = asked.workspace_id and c.id = asked.contact_id and c.suspended_at is null`;

/** How things stand with contacts, as they are now. Where two were said at once, it is the no that holds; a lock outdoes both. */
export const readContactStandings: ReadContacts = async (db, of) => {
  const rows = await db.query<Stored>(standingsSql, [
    of.map((one) => one.workspaceId),
    of.map((one) => one.contactId),
    of.map(({ purpose = "ai" }) => purpose),
  ]);
  const byPlace = new Map(
    rows.map(({ place, age, ...is }) => [place, { age, hasAgreed: is.has_agreed, isLocked: is.is_locked }]),
  );
  return of.map((_, i) => byPlace.get(i + 1));
};
