import type { Work } from "../../../framework/context.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import { indexEmail } from "../../users/public.ts";
import type { OpenedRequest, RequestRow } from "../find-request.ts";

const membersByAddress = lookup<[string, Buffer], { user_id: string }>(
  "members_by_address",
  `select m.user_id from memberships m join users u on u.id = m.user_id
   where m.organization_id = $1 and u.email_index = $2 and u.email_verified_at is not null order by m.user_id`,
);

/** Members of the organization who have the address of whom a request is about; ids only, once that address was confirmed. */
export async function findMembers(work: Work, row: RequestRow, opened: OpenedRequest): Promise<string[]> {
  if (row.kind !== "rectify" || row.proof === null) return [];
  const { address, subject_address } = opened;
  const index = indexEmail(work.keyring, subject_address ?? address);
  const found = await work.lookup(membersByAddress, row.organization_id, index);
  return found.map(({ user_id }) => user_id);
}

export async function findMember(work: Work, userId: string): Promise<boolean> {
  const sql = "select 1 from memberships where organization_id = $1 and user_id = $2";
  return (await work.db.query(sql, [work.scope.organizationId, userId])).length > 0;
}
