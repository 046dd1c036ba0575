import type { Work } from "../../framework/context.ts";

/** Number of the organization's last event that has one: what waits from now on begins with those after it. */
export async function readLastSequence({ db, scope }: Work): Promise<number> {
  const [last] = await db.query<{ sequence: number }>(
    "select coalesce(max(sequence), 0)::float8 as sequence from events where organization_id = $1",
    [scope.organizationId],
  );
  return last!.sequence;
}
