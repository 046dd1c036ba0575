import type { Work } from "../../framework/context.ts";
import type { Predicate } from "./tables.ts";

const chosenSql = `select c.id from contacts c
  where c.workspace_id = $1 and c.suspended_at is null
    and ($2::text[] is null or c.id = any($2))
    and ($3::text is null or exists (select 1 from contact_identities i
      where i.workspace_id = c.workspace_id and i.contact_id = c.id and i.kind = $3))
    and ($4::timestamptz is null or c.created_at >= $4) and ($5::timestamptz is null or c.created_at < $5)
  order by c.id`;

/** The contacts of the workspace that a hold is about, as things are now. */
export async function findMatching({ db, scope }: Work, predicate: Predicate): Promise<string[]> {
  const filter: Partial<Extract<Predicate, { by: "filter" }>> = predicate.by === "filter" ? predicate : {};
  const found = await db.query<{ id: string }>(chosenSql, [
    scope.workspaceId,
    predicate.by === "contacts" ? predicate.contact_ids : null,
    filter.identity_kind ?? null,
    filter.created_from ?? null,
    filter.created_to ?? null,
  ]);
  return found.map(({ id }) => id);
}
