import type { Work } from "../../../framework/context.ts";

/** Number of the organization's last event that has one: whoever listens from now on is told of those after it. */
export async function readLastSequence(work: Work): Promise<number> {
  const [last] = await work.db.query<{ sequence: number }>(
    "select coalesce(max(sequence), 0)::float8 as sequence from events where organization_id = $1",
    [work.scope.organizationId],
  );
  return last!.sequence;
}
