import type { Work } from "../../../framework/context.ts";

/**
 * What happened to a contact goes with whoever it has become part of, and after a split with itself again: events say so
 * beside the id they tell. `naming`: those alone that tell this id.
 */
export async function repointEvents(
  work: Work,
  { from, to, naming }: { from: string; to: string; naming?: string },
): Promise<void> {
  await work.db.query(
    `update events set contact_id = $3 where organization_id = $1 and contact_id = $2
       and ($4::text is null or facts ->> 'contact_id' = $4)`,
    [work.scope.organizationId, from, to, naming ?? null],
  );
}
