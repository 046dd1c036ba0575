import type { Work } from "../../../framework/context.ts";
import { markName, openMarker } from "./mark-name.ts";

/** Makes the guardrail know whoever acts by this name, in the organizations named or in all that they belong to. */
export async function knowMember(work: Work, name: string, organizationIds?: readonly string[]): Promise<void> {
  const { userId } = work.scope;
  const of =
    organizationIds ??
    (
      await work.db.query<{ organization_id: string }>("select organization_id from memberships where user_id = $1", [
        userId,
      ])
    ).map(({ organization_id }) => organization_id);
  for (const organizationId of of) {
    const marks = markName(openMarker(work.keyring, organizationId), name);
    await work.db.query("delete from known_member_names where organization_id = $1 and user_id = $2", [
      organizationId,
      userId,
    ]);
    await work.db.query(
      `insert into known_member_names (organization_id, user_id, id, mark)
       select $1, $2, known.id, known.mark from unnest($3::text[], $4::bytea[]) as known (id, mark)`,
      [organizationId, userId, marks.map(() => work.newId("kmn")), marks],
    );
  }
}
